package io.jenkins.plugins.ackedge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house as a graph of its imports: no room knows one above it (docs/architecture.md). */
class RoomsTest {
    private static final Path ROOT = Path.of("src/main/java/io/jenkins/plugins/ackedge");
    private static final Pattern IMPORT =
            Pattern.compile("(?m)^import (?:static )?io\\.jenkins\\.plugins\\.ackedge\\.([a-z.]+)\\.[A-Z]");

    /** The lowest first; rooms of one line do not know each other. "" holds the names under which old builds were saved. */
    private static final List<Set<String>> FLOORS = List.of(
            Set.of("api"),
            Set.of("scaleout"),
            Set.of("credentials"),
            Set.of("config"),
            Set.of("orders.page"),
            Set.of("orders"),
            Set.of("orders.ledger"),
            Set.of("build"),
            Set.of("pipeline", "freestyle"),
            Set.of(""));

    @Test
    void noRoomImportsOneAboveIt() throws IOException {
        Set<String> wrong = new TreeSet<>();
        Set<String> rooms = new TreeSet<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                String room = ROOT.relativize(file.getParent()).toString().replace('/', '.');
                rooms.add(room);
                for (String known : imports(file)) {
                    if (!known.equals(room) && floor(known) >= floor(room)) {
                        wrong.add(room + " knows " + known + ": " + file.getFileName());
                    }
                }
            }
        }
        assertEquals(Set.of(), wrong);
        assertEquals(FLOORS.stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new)), rooms);
    }

    private static Set<String> imports(Path file) throws IOException {
        return IMPORT.matcher(Files.readString(file))
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static int floor(String room) {
        for (int floor = 0; floor < FLOORS.size(); floor++) {
            if (FLOORS.get(floor).contains(room)) {
                return floor;
            }
        }
        throw new AssertionError("no floor for room '" + room + "'");
    }

    @Test
    void theGraphIsNotEmpty() throws IOException {
        assertTrue(imports(ROOT.resolve("pipeline/AckEdgeStep.java")).contains("config"));
    }
}
