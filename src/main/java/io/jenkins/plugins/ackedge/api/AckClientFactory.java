package io.jenkins.plugins.ackedge.api;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Makes clients. One serves a process; a client lives for one conversation, so that a key changed meanwhile is used from
 * the next conversation on.
 */
public final class AckClientFactory {
    private final Wire wire;
    private final Gate gate;
    private final Clock clock;
    private final Supplier<String> nonces;
    private final String userAgent;
    private volatile Predicate<AccessKey> refusedKeys = key -> false;

    /**
     * @param clock for {@code x-acs-date} only: the vendor refuses what differs from its own clock by more than 15 minutes
     * @param userAgent sent with each request, for example {@code ack-edge/1.0}
     */
    public AckClientFactory(Wire wire, Gate gate, Clock clock, String userAgent) {
        this(wire, gate, clock, userAgent, () -> UUID.randomUUID().toString().replace("-", ""));
    }

    AckClientFactory(Wire wire, Gate gate, Clock clock, String userAgent, Supplier<String> nonces) {
        this.wire = wire;
        this.gate = gate;
        this.clock = clock;
        this.userAgent = userAgent;
        this.nonces = nonces;
    }

    /**
     * @param unspeakable further secrets, for example a node password: masked in every text that the server sends, since a
     *     task's events and errors may repeat what was ordered; null elements are passed over
     */
    public AckClient client(AckEndpoint endpoint, AccessKey key, String... unspeakable) {
        return new AckClient(conversation(endpoint, key, unspeakable));
    }

    /**
     * @param ens where ENS answers, of {@link AckEndpoint#ens}
     * @param unspeakable as for {@link #client}, for example the token of a join script
     */
    public EnsClient ensClient(AckEndpoint ens, AccessKey key, String... unspeakable) {
        return new EnsClient(conversation(ens, key, unspeakable));
    }

    /**
     * @param sts where STS answers, of {@link AckEndpoint#sts}
     * @param unspeakable as for {@link #client}
     */
    public StsClient stsClient(AckEndpoint sts, AccessKey key, String... unspeakable) {
        return new StsClient(conversation(sts, key, unspeakable), clock);
    }

    /**
     * From now on this is asked when the vendor refuses the token of a key, in any conversation: whether the next look-up
     * brings another one. Where it does, the fault is {@link AckFault.Kind#KEY_ENDED}, which passes, and an order that was
     * refused so may be sent again.
     */
    public void whenTokenRefused(Predicate<AccessKey> isReplaced) {
        refusedKeys = isReplaced;
    }

    private Conversation conversation(AckEndpoint endpoint, AccessKey key, String... unspeakable) {
        List<String> secrets = new ArrayList<>(Arrays.asList(unspeakable));
        secrets.add(key.secret());
        secrets.add(key.securityToken().orElse(null));
        return new Conversation(wire, gate, new Signer(endpoint, key, clock, nonces, userAgent), secrets, refusedKeys);
    }
}
