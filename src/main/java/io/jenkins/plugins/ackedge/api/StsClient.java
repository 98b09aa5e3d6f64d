package io.jenkins.plugins.ackedge.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Security Token Service (API version 2015-04-01), with the names of the vendor's SDK {@code sts-20150401}. The parameters
 * are a form and never in a URL.
 */
public final class StsClient {
    private final Conversation conversation;
    private final Clock clock;

    StsClient(Conversation conversation, Clock clock) {
        this.conversation = conversation;
        this.clock = clock;
    }

    /**
     * A temporary key that has the role's permissions: AssumeRole; a {@link Urgency#SETTLE}. It returns at once and never
     * throws. A whole answer without a usable key is {@link AckFault.Kind#NO_ANSWER}, since another one may be better.
     *
     * @param then called exactly once, from any thread (also before this method returns)
     */
    public void assumeRole(AssumedRole role, Consumer<Answer<TemporaryKey>> then) {
        Map<String, String> form = new TreeMap<>();
        form.put("RoleArn", role.arn());
        form.put("RoleSessionName", role.sessionName());
        form.put("DurationSeconds", "" + role.durationSeconds());
        if (!role.externalId().isEmpty()) {
            form.put("ExternalId", role.externalId());
        }
        conversation.<TemporaryKey>query(
                Urgency.SETTLE,
                () -> ApiCall.form(Product.STS, "AssumeRole", form, List.of(role.externalId())),
                (answer, redaction) -> read(answer, redaction, Duration.ofSeconds(role.durationSeconds())),
                then);
    }

    private Answer<TemporaryKey> read(WireAnswer answer, Redaction redaction, Duration most) {
        JsonNode json = QueryFault.object(answer);
        return json == null
                ? Answer.failed(TemporaryKeyAnswer.fault(answer, redaction))
                : TemporaryKeyAnswer.key(
                        json.path("Credentials"), TemporaryKeyAnswer.now(answer, clock.millis()), most);
    }
}
