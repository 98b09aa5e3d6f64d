package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.scaleout.OrderEvent.Kind;
import io.jenkins.plugins.ackedge.scaleout.OrderEvent.What;
import io.jenkins.plugins.ackedge.scaleout.OrderMachine.Waiting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A process of a {@link MachineStorm}: its runs, and the turns of its orders at their cluster. */
final class StormProcess {
    private final MachineStorm storm;
    private final int number;
    private final Map<Integer, StormRun> runs = new HashMap<>();
    private final List<StormRun> queue = new ArrayList<>();
    private final Set<Integer> expected = new HashSet<>();
    private StormRun turn;
    private boolean dead;
    private int life;
    private int writers;

    StormProcess(MachineStorm storm, int number) {
        this.storm = storm;
        this.number = number;
    }

    /** Somebody takes an order up, here. */
    void begin(int order, What how, Waiting waiting, long limit) {
        if (dead) {
            return;
        }
        StormRun run = runs.get(order);
        if (run != null && run.isWaitedFor()) {
            return; // a further waiter changes nothing for the order
        }
        What what = run == null ? how : What.ATTACH;
        if (run == null) {
            run = new StormRun(storm, this, order, storm.world.read(order));
            runs.put(order, run);
        }
        run.begin(what, waiting, limit);
    }

    void abort(int order, What how) {
        StormRun run = runs.get(order);
        if (run != null) {
            run.post(() -> run.abort(how));
        }
    }

    void isOver(StormRun run) {
        leave(run);
        runs.remove(run.order(), run);
    }

    boolean has(StormRun run) {
        return runs.get(run.order()) == run;
    }

    /** Each run writes under a name of its own. */
    String newWriter() {
        return number + "/" + writers++;
    }

    void die() {
        dead = true;
        runs.clear();
        queue.clear();
        turn = null;
        expected.clear();
    }

    /** @param open the orders that are on the disk */
    void live(List<Integer> open) {
        dead = false;
        life++;
        for (int order : open) {
            OrderState state = storm.world.read(order).getState();
            if (state == OrderState.SUBMITTING || state == OrderState.UNKNOWN) {
                expected.add(order);
                int lived = life;
                storm.world.time.after(StormModel.CALL + StormModel.LAG, () -> {
                    if (life == lived && !dead) {
                        expected.remove(order);
                        promote();
                    }
                });
            }
        }
    }

    // ------------------------------------------------------------------ one order after the other

    void enter(StormRun run) {
        if (turn == run) {
            run.post(storm.event(Kind.TURN, What.NONE, 0, OrderEvent.Detail.NONE));
            return;
        }
        expected.remove(run.order());
        if (!queue.contains(run)) {
            queue.add(run);
        }
        promote();
    }

    void leave(StormRun run) {
        queue.remove(run);
        if (turn == run) {
            turn = null;
        }
        promote();
    }

    private void promote() {
        if (turn != null) {
            return;
        }
        for (StormRun run : List.copyOf(queue)) {
            if (run.isInDoubt() || (expected.isEmpty() && queue.stream().noneMatch(StormRun::isInDoubt))) {
                queue.remove(run);
                turn = run;
                run.post(storm.event(Kind.TURN, What.NONE, 0, OrderEvent.Detail.NONE));
                return;
            }
        }
    }

    void checkEverybodyKnows() {
        for (StormRun run : runs.values()) {
            if (run.isWaitedFor()) {
                throw new StormViolation("whoever waits for order " + run.order() + " was never told: " + run);
            }
        }
    }

    @Override
    public String toString() {
        return "p" + number;
    }
}
