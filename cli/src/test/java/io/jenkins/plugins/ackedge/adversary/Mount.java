package io.jenkins.plugins.ackedge.adversary;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file system of a scenario's own. Where mounting is not allowed, the scenario is skipped and says so. */
final class Mount {
    @FunctionalInterface
    interface Use {
        void of(Mount mount) throws Exception;
    }

    private final Path at;

    private Mount(Path at) {
        this.at = at;
    }

    /** In memory, and so small that a few files fill it. */
    static void small(Path at, Use use) throws Exception {
        of(at, use, "-t", "tmpfs", "-o", "size=64k", "adversary");
    }

    /** The same folder once more, by a path that no link tells of. */
    static void again(Path folder, Path at, Use use) throws Exception {
        of(at, use, "--bind", folder.toString());
    }

    private static void of(Path at, Use use, String... how) throws Exception {
        Files.createDirectories(at);
        List<String> line = new ArrayList<>(List.of("mount"));
        line.addAll(List.of(how));
        line.add(at.toString());
        assumeTrue(runs(line.toArray(String[]::new)), "mounting is not allowed here");
        try {
            use.of(new Mount(at));
        } finally {
            runs("umount", "-l", at.toString());
        }
    }

    void readOnly() throws Exception {
        assumeTrue(runs("mount", "-o", "remount,ro", at.toString()), "mounting is not allowed here");
    }

    /** Writes until there is no room left; gives back the file that takes it. */
    static Path fill(Path folder) throws IOException {
        Path filler = folder.resolve("filler");
        byte[] some = " ".repeat(512).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        try (var out = Files.newOutputStream(filler)) {
            for (int i = 0; i < 100_000; i++) {
                out.write(some);
            }
        } catch (IOException full) {
            return filler;
        }
        throw new IOException("it does not get full");
    }

    private static boolean runs(String... line) throws InterruptedException {
        try {
            return new ProcessBuilder(line).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
