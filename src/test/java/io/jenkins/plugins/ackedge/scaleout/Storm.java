package io.jenkins.plugins.ackedge.scaleout;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The storms as a program: {@code --sequences N --orders N --ens N --answers N --seed S}, or {@code --only order:S} for one of
 * them with all that happens in it. Each seed is a storm of its own, the same each time; both processors take their share.
 */
final class Storm {
    /** What a storm is about. */
    enum Kind {
        SEQUENCE("sequences"),
        ORDER("orders"),
        ENS("ens"),
        ANSWER("answers");

        private static final OrderRecord TEMPLATE = MachineStorm.template();
        private final String many;

        Kind(String many) {
            this.many = many;
        }

        /** @return what must never happen and did; null if all is well */
        String run(long seed, StormMutant mutant, List<String> trace) {
            return switch (this) {
                case SEQUENCE -> MachineStorm.run(seed, mutant, TEMPLATE, trace);
                case ORDER -> OrderStorm.run(seed, false, mutant, trace);
                case ENS -> OrderStorm.run(seed, true, mutant, trace);
                case ANSWER -> ReaderStorm.run(seed, mutant, trace);
            };
        }

        String name(long seed) {
            return name().toLowerCase(Locale.ROOT) + ":" + seed;
        }
    }

    /** Seeds in which a mutant is looked for before it is taken to live. */
    private static final Map<Kind, Integer> PATIENCE =
            Map.of(Kind.SEQUENCE, 60_000, Kind.ORDER, 2_000, Kind.ENS, 2_000, Kind.ANSWER, 20_000);

    private static final int MOST_TOLD = 5;

    private Storm() {}

    public static void main(String[] args) throws InterruptedException {
        Map<String, String> options = new LinkedHashMap<>(Map.of(
                "--sequences",
                "1000000",
                "--orders",
                "100000",
                "--ens",
                "20000",
                "--answers",
                "1000000",
                "--seed",
                "1",
                "--only",
                ""));
        for (int i = 0; i + 1 < args.length; i += 2) {
            if (options.replace(args[i], args[i + 1]) == null) {
                throw new IllegalArgumentException("no option of a storm: " + args[i]);
            }
        }
        int violations;
        StormLog log = StormLog.open();
        try {
            if (!options.get("--only").isEmpty()) {
                System.exit(only(options.get("--only")) ? 0 : 1);
            }
            violations = mutants();
            long seed = Long.parseLong(options.get("--seed"));
            for (Kind kind : Kind.values()) {
                violations += many(kind, seed, Long.parseLong(options.get("--" + kind.many)));
            }
        } finally {
            log.close();
        }
        System.out.println("storm: " + options.get("--sequences") + " sequences, " + options.get("--orders")
                + " orders, " + options.get("--ens") + " orders of ENS, " + options.get("--answers") + " answers, "
                + violations + " violations");
        System.exit(violations == 0 ? 0 : 1);
    }

    private static boolean only(String name) {
        String[] parts = name.split(":", 2);
        List<String> trace = new ArrayList<>();
        String bad =
                Kind.valueOf(parts[0].toUpperCase(Locale.ROOT)).run(Long.parseLong(parts[1]), StormMutant.NONE, trace);
        trace.forEach(System.out::println);
        System.out.println(bad == null ? "All is well." : "VIOLATION: " + bad);
        return bad == null;
    }

    private static int mutants() {
        int alive = 0;
        for (StormMutant mutant : StormMutant.values()) {
            for (Kind kind : mutant == StormMutant.NONE ? Set.<Kind>of() : mutant.kinds()) {
                String caught = caught(mutant, kind);
                alive += caught.isEmpty() ? 1 : 0;
                System.out.println("mutant '" + mutant + "': " + (caught.isEmpty() ? "NOT CAUGHT" : caught));
            }
        }
        return alive;
    }

    /** By which seed a mutant is caught, and why; "" if by none. */
    static String caught(StormMutant mutant, Kind kind) {
        for (long seed = 1; seed <= PATIENCE.get(kind); seed++) {
            String bad = kind.run(seed, mutant, null);
            if (bad != null) {
                String why = bad.length() > 120 ? bad.substring(0, 120) + "…" : bad;
                return "caught by " + kind.name(seed) + ": " + why;
            }
        }
        return "";
    }

    /** @return how many of these seeds lead to what must never happen */
    static int many(Kind kind, long first, long count) throws InterruptedException {
        long begun = System.nanoTime();
        AtomicLong next = new AtomicLong(first);
        AtomicInteger violations = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            Thread thread = new Thread(() -> {
                for (long seed = next.getAndIncrement(); seed < first + count; seed = next.getAndIncrement()) {
                    String bad = kind.run(seed, StormMutant.NONE, null);
                    if (bad != null && violations.incrementAndGet() <= MOST_TOLD) {
                        System.out.println("VIOLATION in " + kind.name(seed) + ": " + bad
                                + "\n  alone: ./verify --storm --only " + kind.name(seed));
                    }
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println(count + " " + kind.many + " in " + (System.nanoTime() - begun) / 1_000_000_000 + " s, "
                + violations + " violations");
        return violations.get();
    }
}
