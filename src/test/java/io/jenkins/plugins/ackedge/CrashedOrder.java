package io.jenkins.plugins.ackedge;

import io.jenkins.plugins.ackedge.scaleout.OrderFile;
import io.jenkins.plugins.ackedge.scaleout.OrderState;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.flow.FlowDurabilityHint;

/** A pipeline that makes one order, on a cluster of its own, and whose controller is killed at one point. */
record CrashedOrder(CrashPoint point, Via via, FlowDurabilityHint durability) {
    static List<CrashedOrder> all() {
        return Stream.of(CrashPoint.values())
                .flatMap(point -> Via.WITH_TASKS.stream().flatMap(via -> at(point, via).stream()))
                .toList();
    }

    /** Those of every durability. */
    static List<CrashedOrder> at(CrashPoint point, Via via) {
        return Stream.of(FlowDurabilityHint.values())
                .map(durability -> new CrashedOrder(point, via, durability))
                .toList();
    }

    String job() {
        return (point + "-" + via + "-" + durability).toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String cluster() {
        int number = point.ordinal() * Via.values().length + via.ordinal();
        return "c" + String.format("%032x", number * FlowDurabilityHint.values().length + durability.ordinal() + 1);
    }

    String script() {
        boolean cancel = point == CrashPoint.DURING_CANCEL;
        return "ackEdgeScaleOut(count: 2, cluster: '" + cluster() + "', via: '" + via.word + "', cancelOnAbort: "
                + cancel + ")";
    }

    /** Two orders of somebody else's, made while the controller is dead, each could be the one that was not answered. */
    boolean isAmbiguous() {
        return point == CrashPoint.DURING_THE_POST && durability == FlowDurabilityHint.MAX_SURVIVABILITY;
    }

    /** It looks for minutes before it says what became of it. */
    boolean isLookedFor() {
        return point.isInDoubt();
    }

    /** What the record says in the end. */
    OrderState finalState() {
        return point == CrashPoint.BEFORE_THE_JOURNAL_ENTRY && resumes() ? OrderState.SUCCEEDED : point.settled();
    }

    /** Whether Jenkins itself can go on with the pipeline. */
    boolean resumes() {
        return durability != FlowDurabilityHint.PERFORMANCE_OPTIMIZED;
    }

    /** How often the controller sent the order; somebody else's orders do not count. */
    long timesSent(AckSimulator ack) {
        return SomebodyElse.timesTheControllerSent(ack, cluster());
    }

    List<String> tasks(AckSimulator ack) {
        return ack.ledger().entries().stream()
                .filter(entry -> entry.clusterId().equals(cluster()))
                .map(entry -> entry.taskId())
                .toList();
    }

    /** What the controller's store says, whether or not a controller is alive. */
    OrderState journaled(Path home) throws IOException {
        Path folder = home.resolve("jobs/" + job() + "/builds/1/ack-edge");
        if (!Files.isDirectory(folder)) {
            return null;
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> marks =
                    files.filter(f -> f.toString().endsWith(".order")).toList();
            if (marks.size() > 1) {
                throw new AssertionError("more than one order: " + marks);
            }
            if (marks.isEmpty()) {
                return null;
            }
            Path record = home.resolve("ack-edge/orders/" + Files.readString(marks.get(0)) + ".json");
            return Files.exists(record)
                    ? OrderFile.of(record).read().orElseThrow().getState()
                    : null;
        }
    }

    String log(Path home) throws IOException {
        Path log = home.resolve("jobs/" + job() + "/builds/1/log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    @Override
    public String toString() {
        return job();
    }
}
