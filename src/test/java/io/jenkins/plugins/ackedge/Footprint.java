package io.jenkins.plugins.ackedge;

import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a controller process takes.
 *
 * @param heap bytes in use after garbage collections
 * @param threads how many there are of each name, numbers and what follows them apart
 */
record Footprint(long heap, TreeMap<String, Integer> threads) implements Serializable {
    private static final int COLLECTIONS = 4;

    /** Of this process. */
    static Footprint now() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return new Footprint(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), threadsNow());
    }

    static TreeMap<String, Integer> threadsNow() {
        TreeMap<String, Integer> threads = new TreeMap<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            threads.merge(thread.getName().replaceAll("[-\\s\\[#(]*\\d.*", ""), 1, Integer::sum);
        }
        return threads;
    }

    /** The threads that there are more of than before. */
    static Map<String, Integer> more(Map<String, Integer> before, Map<String, Integer> after) {
        Map<String, Integer> more = new TreeMap<>();
        after.forEach((name, count) -> {
            int added = count - before.getOrDefault(name, 0);
            if (added > 0) {
                more.put(name, added);
            }
        });
        return more;
    }

    /** Of each name the larger number. */
    static TreeMap<String, Integer> most(Map<String, Integer> some, Map<String, Integer> others) {
        Map<String, Integer> most = new HashMap<>(some);
        others.forEach((name, count) -> most.merge(name, count, Math::max));
        return new TreeMap<>(most);
    }

    static int sum(Map<String, Integer> threads) {
        return threads.values().stream().mapToInt(Integer::intValue).sum();
    }
}
