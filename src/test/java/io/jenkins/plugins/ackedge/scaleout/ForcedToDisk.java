package io.jenkins.plugins.ackedge.scaleout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** Which files and folders below one folder are forced to disk meanwhile, in this order, as the Java runtime itself records it. */
final class ForcedToDisk {
    interface Action {
        void run() throws IOException;
    }

    private ForcedToDisk() {}

    /** Paths from that folder's parent on; one whose length is not forced with it says so. */
    static List<String> during(Path folder, Action action) throws IOException {
        Path dump = Files.createTempFile("forced", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.FileForce").withoutThreshold();
            recording.start();
            action.run();
            recording.stop();
            recording.dump(dump);
            return RecordingFile.readAllEvents(dump).stream()
                    .filter(event -> Path.of(event.getString("path")).startsWith(folder))
                    .sorted(Comparator.comparing(RecordedEvent::getStartTime))
                    .map(event -> folder.getParent().relativize(Path.of(event.getString("path")))
                            + (event.getBoolean("metaData") ? "" : " without its length"))
                    .toList();
        } finally {
            Files.delete(dump);
        }
    }
}
