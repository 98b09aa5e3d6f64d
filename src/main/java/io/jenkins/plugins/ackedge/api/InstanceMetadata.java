package io.jenkins.plugins.ackedge.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ackedge.api.AckFault.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The metadata service of the ECS instance that this process runs on, which gives keys of the instance's RAM role. In its
 * token mode alone (the vendor's "security hardening mode", IMDSv2): a token is asked for first, so that a page or a proxy which
 * can be made to fetch an address gets no key. What it answers is read strictly, and nothing of it is shown.
 */
public final class InstanceMetadata {
    private static final String ADDRESS = "http://100.100.100.200";
    private static final String ROLES = "/latest/meta-data/ram/security-credentials/";

    /** Two requests follow at once, so the token need not last; the vendor takes 1 to 21600. */
    private static final String TOKEN_SECONDS = "60";

    /** No key of an instance role lasts longer: the vendor's last some six hours. */
    private static final Duration LONGEST_LIFE = Duration.ofHours(12);

    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,1024}");
    private static final Pattern ROLE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._]{1,100}");

    private final Wire wire;
    private final Clock clock;
    private final String url;

    /** @param wire with {@link OkHttpWire#nearbyLimits}: never through a proxy, which would see the key */
    public InstanceMetadata(Wire wire, Clock clock) {
        this(wire, clock, ADDRESS);
    }

    private InstanceMetadata(Wire wire, Clock clock, String url) {
        this.wire = wire;
        this.clock = clock;
        this.url = url;
    }

    /** A service at another address: one that tests run on this machine. */
    public static InstanceMetadata at(AckEndpoint other, Wire wire, Clock clock) {
        return new InstanceMetadata(wire, clock, other.url());
    }

    /** Whether it can be the name of a RAM role. */
    public static boolean isRoleName(String text) {
        return text != null && ROLE.matcher(text).matches();
    }

    /**
     * A key of the instance's role. It returns at once and never throws.
     *
     * @param roleName "" for the one that the instance has
     * @param then called exactly once, from any thread (also before this method returns)
     */
    public void key(String roleName, Consumer<Answer<TemporaryKey>> then) {
        if (!roleName.isEmpty() && !isRoleName(roleName)) {
            then.accept(fault(Kind.INVALID, "nothing was sent: not usable as the name of a RAM role"));
            return;
        }
        send("PUT", "/latest/api/token", Map.of("x-aliyun-ecs-metadata-token-ttl-seconds", TOKEN_SECONDS), answer -> {
            String token = text(answer);
            if (!answer.isComplete() || !answer.isSuccess()) {
                then.accept(failed(answer, "its request for a token", "it has no token mode"));
            } else if (!TOKEN.matcher(token).matches()) {
                then.accept(TemporaryKeyAnswer.unusable("what it gives as a token is none"));
            } else if (roleName.isEmpty()) {
                askForRole(token, then);
            } else {
                askForKey(token, roleName, then);
            }
        });
    }

    private void askForRole(String token, Consumer<Answer<TemporaryKey>> then) {
        get(ROLES, token, answer -> {
            String name = text(answer);
            if (!answer.isComplete() || !answer.isSuccess()) {
                then.accept(failed(answer, "the request for its role", "the instance has no RAM role"));
            } else if (!isRoleName(name)) {
                then.accept(
                        TemporaryKeyAnswer.unusable("what it gives as the name of the instance's RAM role is none"));
            } else {
                askForKey(token, name, then);
            }
        });
    }

    private void askForKey(String token, String roleName, Consumer<Answer<TemporaryKey>> then) {
        get(ROLES + roleName, token, answer -> then.accept(read(answer, roleName)));
    }

    private Answer<TemporaryKey> read(WireAnswer answer, String roleName) {
        if (!answer.isComplete() || !answer.isSuccess()) {
            return failed(answer, "the request for a key", "the instance has no RAM role '" + roleName + "'");
        }
        JsonNode json = QueryFault.object(answer);
        if (json == null) {
            return TemporaryKeyAnswer.unusable("the answer is not readable as JSON");
        }
        String code = Json.text(json, "Code");
        if (!code.equals("Success")) {
            return TemporaryKeyAnswer.unusable(
                    "it says " + (CODE.matcher(code).matches() ? code : "something else") + " instead of Success");
        }
        return TemporaryKeyAnswer.key(json, TemporaryKeyAnswer.now(answer, clock.millis()), LONGEST_LIFE);
    }

    private void get(String path, String token, Consumer<WireAnswer> then) {
        send("GET", path, Map.of("x-aliyun-ecs-metadata-token", token), then);
    }

    private void send(String method, String path, Map<String, String> headers, Consumer<WireAnswer> then) {
        SortedMap<String, String> all = new TreeMap<>(headers);
        wire.send(new SignedRequest(method, url + path, all, new byte[0], false), then);
    }

    private static String text(WireAnswer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8).strip();
    }

    private static <T> Answer<T> failed(WireAnswer answer, String request, String notFound) {
        if (!answer.isComplete() || answer.status() / 100 == 3) {
            return Answer.failed(QueryFault.of(answer, Redaction.NONE));
        }
        return switch (answer.status()) {
            case 404 -> fault(Kind.NOT_FOUND, notFound);
            case 401, 403 -> fault(Kind.NOT_AUTHORISED, "it refuses " + request + " (HTTP " + answer.status() + ")");
            default -> TemporaryKeyAnswer.unusable("it answered HTTP " + answer.status() + " to " + request);
        };
    }

    private static <T> Answer<T> fault(Kind kind, String why) {
        return Answer.failed(AckFault.of(kind, Redaction.NONE.text(why)));
    }
}
