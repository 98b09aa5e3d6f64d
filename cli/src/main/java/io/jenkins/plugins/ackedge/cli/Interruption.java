package io.jenkins.plugins.ackedge.cli;

import io.jenkins.plugins.ackedge.api.AckEndpoint;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import io.jenkins.plugins.ackedge.scaleout.Parameter;

/** Says what goes on without the program, if a signal ends it before its job has ended. */
final class Interruption {
    private final Progress progress;
    private final OutputFormat format;
    private final Thread hook = new Thread(this::interrupted, "ack-edge-interrupted");

    private Interruption(Progress progress, OutputFormat format) {
        this.progress = progress;
        this.format = format;
    }

    static Interruption open(Progress progress, OutputFormat format) {
        Interruption interruption = new Interruption(progress, format);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    private void interrupted() {
        progress.underWay().ifPresent(record -> {
            String message =
                    record.getState().isNothingOrdered() ? "Interrupted: nothing was ordered." : whatGoesOn(record);
            progress.say(message);
            if (format == OutputFormat.JSON) {
                Streams.inTime(() -> Report.of(record, message).print(format, Streams.OUT));
            }
        });
        Streams.drainErrors();
    }

    private static String whatGoesOn(OrderRecord record) {
        if (record.getTaskId().isEmpty()) {
            return "Interrupted while the order was being sent: it may have been made. Run again with the same --state-file if"
                    + " you gave one, or look at the cluster's tasks, before you order again.";
        }
        String region = record.getParameter(Parameter.REGION_ID);
        String usual = AckEndpoint.ofRegion(region).url();
        return "Interrupted: task " + record.getTaskId() + " goes on. To wait for it: ack-edge wait --task-id "
                + record.getTaskId() + " --region " + region
                + (record.getEndpoint().equals(usual) ? "" : " --endpoint " + record.getEndpoint());
    }

    /** From now on there is nothing to say. */
    void isOver() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the program is ending already
        }
    }
}
