package io.jenkins.plugins.ackedge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;

/** How a run of the program ended and all that it said. */
record AckEdgeEnd(int exit, String out, String err) {
    /** What none of the program's outputs and files may ever hold. */
    private static final List<String> SECRET =
            List.of(AckEdgeCommand.KEY_SECRET, AckEdgeCommand.PASSWORD, "Signature=", "Sup3r-secret-token");

    static void assertNoSecretIn(String text) {
        SECRET.forEach(secret -> assertFalse(text.contains(secret), () -> "'" + secret + "' is shown in: " + text));
    }

    AckEdgeEnd assertExit(int expected) {
        assertEquals(expected, exit, this::toString);
        return this;
    }

    /** That standard error says all of this. */
    AckEdgeEnd assertSays(String... parts) {
        for (String part : parts) {
            assertTrue(err.contains(part), () -> "'" + part + "' is missing in " + this);
        }
        return this;
    }

    /** Standard output, which must be one JSON object in one line and nothing else. */
    JsonNode json() throws IOException {
        assertEquals(1, out.lines().count(), this::toString);
        return JsonMapper.builder().build().readTree(out);
    }
}
