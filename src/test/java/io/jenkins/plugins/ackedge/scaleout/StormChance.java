package io.jenkins.plugins.ackedge.scaleout;

import java.util.List;
import java.util.SplittableRandom;

/** All the chance of one storm: the same seed gives the same storm. */
final class StormChance {
    private final SplittableRandom random;

    StormChance(long seed) {
        random = new SplittableRandom(seed);
    }

    /** True once in so many times; never for 0. */
    boolean oneIn(int n) {
        return n > 0 && random.nextInt(n) == 0;
    }

    /** From 0 to {@code n - 1}. */
    int below(int n) {
        return random.nextInt(n);
    }

    /** Both ends included. */
    long between(long least, long most) {
        return random.nextLong(least, most + 1);
    }

    /** Mostly short, now and then anything up to the most: what happens at once and what comes late are both common. */
    long upTo(long most) {
        return switch (below(4)) {
            case 0 -> 0;
            case 1, 2 -> between(0, Math.max(1, most / 20));
            default -> between(0, most);
        };
    }

    @SafeVarargs
    final <T> T of(T... all) {
        return all[below(all.length)];
    }

    <T> T of(List<T> all) {
        return all.get(below(all.size()));
    }

    /** A number of its own for somebody else's chance. */
    long seed() {
        return random.nextLong();
    }
}
