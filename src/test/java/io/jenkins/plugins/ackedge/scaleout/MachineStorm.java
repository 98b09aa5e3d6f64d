package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.scaleout.OrderEvent.Detail;
import io.jenkins.plugins.ackedge.scaleout.OrderEvent.Kind;
import io.jenkins.plugins.ackedge.scaleout.OrderEvent.What;
import io.jenkins.plugins.ackedge.scaleout.OrderMachine.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One random life of one or two orders by the {@link OrderMachine}'s table, beside a {@link StormModel} of the world: the
 * processes that carry them out die and come back, meet a twin, are aborted, are late, hear things twice.
 */
final class MachineStorm {
    private static final long END = Duration.ofDays(3).toMillis();

    final StormModel world;
    final StormMutant mutant;
    private final StormChance chance;
    private final List<StormProcess> processes = new ArrayList<>();
    private final OrderRecord template;
    private final List<String> trace;
    private int crashes;
    private int runs;

    private MachineStorm(long seed, StormMutant mutant, OrderRecord template, List<String> trace) {
        this.chance = new StormChance(seed);
        this.mutant = mutant;
        this.template = template;
        this.trace = trace;
        this.world = new StormModel(chance, mutant, what -> {
            throw new StormViolation(what);
        });
        this.crashes = chance.oneIn(2) ? 0 : 1 + chance.below(2);
        this.runs = chance.oneIn(3) ? 1 + chance.below(2) : 0;
    }

    /**
     * @param trace null, or where to tell what happens
     * @return what must never happen and did; null if all is well
     */
    static String run(long seed, StormMutant mutant, OrderRecord template, List<String> trace) {
        try {
            new MachineStorm(seed, mutant, template, trace).run();
            return null;
        } catch (StormViolation e) {
            return e.getMessage();
        }
    }

    static OrderRecord template() {
        Map<String, String> text = new TreeMap<>();
        Parameters parameters =
                Parameters.none().with(Parameter.CLUSTER_ID, "c").with(Parameter.COUNT, "1");
        Order order = new Order(
                Routes.standard(),
                io.jenkins.plugins.ackedge.api.AckEndpoint.ofRegion("cn-beijing"),
                parameters,
                Origin.of(""));
        return OrderRecord.planned("order", order, 1).with(f -> f.parameters = new TreeMap<>(text));
    }

    private void run() {
        boolean hasTwin = chance.oneIn(3);
        int orders = hasTwin || !chance.oneIn(3) ? 1 : 2;
        for (int p = 0; p < (hasTwin ? 2 : 1); p++) {
            processes.add(new StormProcess(this, p));
        }
        for (int order = 0; order < orders; order++) {
            world.plan(template);
            laterRun(processes.get(0), order, order == 0 ? 0 : 150_000);
        }
        if (hasTwin) {
            laterRun(processes.get(1), 0, 150_000);
        }
        while (runs-- > 0) {
            laterRun(chance.of(processes), chance.below(orders), 900_000);
        }
        while (world.time.step(END)) {
            // until nothing more is due
        }
        processes.forEach(StormProcess::checkEverybodyKnows);
    }

    private void laterRun(StormProcess process, int order, long within) {
        world.time.after(chance.upTo(within), () -> begin(process, order, What.NEW));
    }

    private void begin(StormProcess process, int order, What how) {
        process.begin(order, how, chance.oneIn(6) ? Waiting.ORDER : Waiting.END, limit());
        laterAbort(process, order);
    }

    private long limit() {
        return chance.between(20_000, 1_200_000);
    }

    private void laterAbort(StormProcess process, int order) {
        if (chance.oneIn(3)) {
            What how = chance.of(What.KEEP_TASK, What.CANCEL_TASK);
            world.time.after(chance.upTo(500_000), () -> process.abort(order, how));
        }
    }

    /** Between any two steps a process may die. */
    boolean dies(StormProcess process) {
        if (crashes == 0 || !chance.oneIn(20)) {
            return false;
        }
        crashes--;
        trace(process + " DIES");
        process.die();
        world.time.after(chance.upTo(600_000), () -> restart(process));
        return true;
    }

    private void restart(StormProcess process) {
        List<Integer> open = new ArrayList<>();
        for (int order = 0; order < world.orders(); order++) {
            if (world.read(order).isOpen()) {
                open.add(order);
            }
        }
        trace(process + " comes back, open: " + open);
        process.live(open);
        for (int order : open) {
            switch (chance.below(5)) {
                case 0 -> process.begin(order, What.RESUME, Waiting.NOBODY, 0);
                case 1 -> {
                    begin(process, order, What.RESUME);
                    process.abort(order, chance.of(What.KEEP_TASK, What.CANCEL_TASK));
                }
                case 2 -> world.time.after(chance.upTo(600_000), () -> begin(process, order, What.NEW));
                default -> begin(process, order, What.RESUME);
            }
        }
    }

    OrderEvent event(Kind kind, What what, int attempt, Detail detail) {
        return world.event(kind, what, attempt, detail);
    }

    StormChance chance() {
        return chance;
    }

    boolean hasTwins() {
        return processes.size() > 1;
    }

    void trace(String what) {
        if (trace != null) {
            trace.add((world.time.now() - 1_000_000) / 1000 + " s: " + what);
        }
    }
}
