package io.jenkins.plugins.ackedge.simulator;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** The temporary keys that were given so far; each ends by the simulator's clock. */
final class IssuedKeys {
    /** What a caller of STS or of the metadata service is given. */
    record Key(String id, String secret, String token, long endMillis) {
        /** {@code 2015-04-09T11:52:19Z}. */
        String expiration() {
            return Instant.ofEpochMilli(endMillis / 1000 * 1000).toString();
        }
    }

    private final LongSupplier clock;
    private final Map<String, Key> keys = new LinkedHashMap<>();

    IssuedKeys(LongSupplier clock) {
        this.clock = clock;
    }

    synchronized Key issue(long seconds) {
        Key key = new Key(
                "STS.N" + Ids.random(24),
                "secret" + Ids.random(24),
                "CAIS" + Ids.random(30) + "+/" + Ids.random(30) + "==",
                clock.getAsLong() + seconds * 1000);
        keys.put(key.id(), key);
        return key;
    }

    /** Null if there is none of this id. */
    synchronized Key find(String id) {
        return keys.get(id);
    }

    synchronized boolean hasEnded(String id) {
        return keys.containsKey(id) && clock.getAsLong() >= keys.get(id).endMillis();
    }

    synchronized int count() {
        return keys.size();
    }

    /** As when an administrator revokes the sessions of a role: all end now, whatever was said of their end. */
    synchronized void endAll() {
        long now = clock.getAsLong();
        keys.replaceAll((id, key) -> new Key(key.id(), key.secret(), key.token(), Math.min(now, key.endMillis())));
    }

    /** Secrets and tokens of all keys, which must be shown nowhere. */
    synchronized List<String> secrets() {
        return keys.values().stream()
                .flatMap(key -> Stream.of(key.secret(), key.token()))
                .toList();
    }
}
