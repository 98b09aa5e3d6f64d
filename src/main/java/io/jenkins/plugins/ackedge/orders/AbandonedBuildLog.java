package io.jenkins.plugins.ackedge.orders;

import hudson.model.AbstractBuild;
import hudson.model.Run;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The log of a freestyle build that ended before its order did, as it does when the controller goes down: what became of the
 * order is added to it. A pipeline goes on after a restart and tells it itself.
 */
final class AbandonedBuildLog {
    private static final Logger LOGGER = Logger.getLogger(AbandonedBuildLog.class.getName());

    private AbandonedBuildLog() {}

    static void began(OrderRecord record) {
        append(
                record,
                "This build ended before its order did. It is not sent again: the controller looks for its end by itself, and "
                        + "says it here.");
    }

    static void ended(OrderRecord record) {
        append(record, record.getMessage());
    }

    /** A log that is gone or compressed by now is none to add to; the page of the build tells the same. */
    private static void append(OrderRecord record, String text) {
        Optional<Run<?, ?>> build = OrderSettlement.build(record);
        if (build.isEmpty()
                || !(build.get() instanceof AbstractBuild)
                || build.get().isBuilding()) {
            return;
        }
        Path log = build.get().getRootDir().toPath().resolve("log");
        try {
            if (Files.exists(log)) {
                Files.writeString(
                        log,
                        "[ACK Edge, after the build] " + text + System.lineSeparator(),
                        StandardCharsets.UTF_8,
                        StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Not in the log of " + record.getWho() + ": " + text, e);
        }
    }
}
