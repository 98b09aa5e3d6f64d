package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of docs/usage.md says what the code does. */
class UsageTableTest {
    private static List<String> lines() throws IOException {
        Path here = Path.of("docs/usage.md");
        return Files.readAllLines(Files.exists(here) ? here : Path.of("../docs/usage.md"));
    }

    @ParameterizedTest
    @EnumSource(Parameter.class)
    void hasTheRuleOfEachParameterInItsOwnWords(Parameter parameter) throws IOException {
        List<String> rows = lines().stream()
                .filter(line -> line.startsWith("| `" + parameter.key() + "` |"))
                .toList();
        assertEquals(
                1, rows.stream().filter(row -> row.split(" \\| ").length == 4).count(), parameter.key());
        // No rule accepts a line feed, so this draws the words of each.
        String rule = Check.value(parameter, "\n").orElseThrow().rule(Locale.ENGLISH);
        assertTrue(rows.get(0).contains("| " + rule + " |"), rows.get(0) + " lacks " + rule);
    }
}
