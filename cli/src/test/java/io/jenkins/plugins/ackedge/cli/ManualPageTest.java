package io.jenkins.plugins.ackedge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/**
 * The manual pages in docs/man are those that picocli's generator writes for the options as they are. To write them anew: {@code
 * mvn -f cli/pom.xml test -Dtest=ManualPageTest -Dackedge.man=write}.
 */
class ManualPageTest {
    private static final Path PAGES = Path.of("..", "docs", "man");

    @TempDir
    Path folder;

    @Test
    void saysWhatTheOptionsSay() throws Exception {
        int exit = ManPageGenerator.generateManPage(
                folder.toFile(),
                null,
                new boolean[0],
                true,
                AckEdge.commandLine().getCommandSpec());
        assertEquals(0, exit);
        for (Path page : pages(folder)) {
            String text = Files.readString(page).replace("\r\n", "\n");
            Path kept = PAGES.resolve(page.getFileName().toString());
            if ("write".equals(System.getProperty("ackedge.man"))) {
                Files.createDirectories(PAGES);
                Files.writeString(kept, text);
            }
            assertEquals(text, Files.readString(kept), () -> kept + " is not what the options say");
        }
        assertEquals(names(folder), names(PAGES));
    }

    private static List<Path> pages(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".adoc"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> names(Path folder) throws IOException {
        return pages(folder).stream().map(page -> page.getFileName().toString()).toList();
    }
}
