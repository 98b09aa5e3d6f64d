package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.scaleout.OrderMachine.Row;
import io.jenkins.plugins.ackedge.scaleout.OrderMachine.Situation;
import io.jenkins.plugins.ackedge.scaleout.OrderMachine.Waiting;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of an order's life, row by row: what it is, what each row is there for, and that none could be missing. */
class OrderMachineTest {
    private static final List<MachineCase> CASES = MachineCase.all();
    private static final Map<String, List<MachineCase>> BY_ROW =
            CASES.stream().collect(Collectors.groupingBy(MachineCase::row));
    private static final List<String> LINES =
            OrderMachine.TABLE.lines().filter(line -> line.contains("|")).toList();

    static Stream<Arguments> cases() {
        Map<String, List<MachineCase>> byName = CASES.stream()
                .collect(Collectors.groupingBy(c -> c.row() + " " + c.name(), LinkedHashMap::new, Collectors.toList()));
        return byName.entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void does(String name, List<MachineCase> cases) {
        for (MachineCase c : cases) {
            OrderMachine.Step step = OrderMachine.standard().next(c.given(), c.event(), c.situation());
            assertEquals(c.expected(), MachineCase.outcome(step), c::toString);
            assertEquals(c.row(), step.isIgnored() ? "-" : step.row(), c::toString);
        }
    }

    @Test
    void theTableIsTheOneThatWasModelled() {
        Map<String, List<String>> modelled = MachineCase.resource("order-machine.md")
                .lines()
                .skip(1)
                .map(line -> cells(line.substring(1, line.length() - 1)))
                .collect(Collectors.toMap(cells -> cells.get(0), cells -> cells));
        List<String> added = new ArrayList<>();
        for (String line : LINES) {
            List<String> row = cells(line);
            if (!modelled.containsKey(row.get(0))) {
                added.add(row.get(0));
                continue;
            }
            List<String> expected = new ArrayList<>(modelled.remove(row.get(0)));
            if (row.get(2).startsWith("POLLED")) {
                expected.set(5, "progress"); // the model knows no stages
            }
            assertEquals(expected, row);
        }
        assertEquals(Map.of(), modelled);
        // Two for a provider of secrets that fails for the moment, one for a task that somebody else is said to have
        // ordered.
        assertEquals(List.of("P15", "U19", "W17"), added);
    }

    /** Which row comes first counts. */
    @Test
    void theRowsStandInTheOrderThatWasModelled() {
        List<String> modelled = MachineCase.resource("order-machine.md")
                .lines()
                .skip(1)
                .map(line -> cells(line.substring(1)).get(0))
                .toList();
        List<String> ours = LINES.stream()
                .map(line -> cells(line).get(0))
                .filter(modelled::contains)
                .toList();
        assertEquals(modelled, ours);
    }

    @Test
    void eachRowIsThereOnce() {
        List<String> ids = OrderMachine.rows().stream().map(Row::id).toList();
        assertEquals(65, ids.size());
        assertEquals(65, Set.copyOf(ids).size());
        assertEquals(
                new TreeSet<>(ids),
                CASES.stream()
                        .map(MachineCase::row)
                        .filter(row -> !row.equals("-"))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Every row can happen to an order, from its plan on. */
    @Test
    void eachRowIsReachedFromAPlan() {
        Set<String> missing = OrderMachine.rows().stream().map(Row::id).collect(Collectors.toCollection(TreeSet::new));
        OrderRecord plan = new OrderRecord(new OrderRecord.Fields());
        reach(plan, false, missing);
        reach(plan, true, missing);
        assertEquals(Set.of(), missing);
    }

    private static void reach(OrderRecord plan, boolean repeatable, Set<String> missing) {
        Set<String> seen = new HashSet<>(Set.of(MachineCase.describe(plan)));
        ArrayDeque<OrderRecord> open = new ArrayDeque<>(List.of(plan));
        List<Situation> situations = Arrays.stream(Waiting.values())
                .flatMap(w -> Stream.of(new Situation(w, false, repeatable), new Situation(w, true, repeatable)))
                .toList();
        for (int steps = 0; steps < 500 && !missing.isEmpty() && !open.isEmpty(); steps++) {
            OrderRecord record = open.poll();
            for (OrderEvent event : events(record)) {
                for (Situation situation : situations) {
                    OrderMachine.Step step = OrderMachine.standard().next(record, event, situation);
                    missing.remove(step.row());
                    OrderRecord next = step.record();
                    if (next != record && seen.add(MachineCase.describe(next))) {
                        open.add(next);
                    }
                }
            }
        }
    }

    private static List<OrderEvent> events(OrderRecord record) {
        Set<OrderEvent> events = new HashSet<>();
        for (MachineCase c : CASES) {
            for (int attempt = record.getAttempt(); attempt <= record.getAttempt() + 1; attempt++) {
                OrderEvent.Kind kind = c.event().kind();
                List<String> tasks = List.of(kind == OrderEvent.Kind.REPLY ? "T-1" : "T-2");
                events.add(MachineCase.event(kind, c.event().what(), attempt, tasks));
            }
        }
        return List.copyOf(events);
    }

    // ------------------------------------------------------------------ a mutant of each row is caught

    @Test
    void noRowCouldBeMissing() {
        List<String> survivors = new ArrayList<>();
        for (int i = 0; i < LINES.size(); i++) {
            List<String> lines = new ArrayList<>(LINES);
            lines.remove(i);
            if (holdsAll(lines, i)) {
                survivors.add(LINES.get(i));
            }
        }
        assertEquals(List.of(), survivors);
    }

    @Test
    void noRowCouldLeadElsewhere() {
        List<String> targets = Stream.concat(
                        Arrays.stream(OrderState.values()).map(Enum::name), Stream.of("=", "->FOLLOW", "->GIVE UP"))
                .toList();
        List<String> survivors = new ArrayList<>();
        for (int i = 0; i < LINES.size(); i++) {
            List<String> row = cells(LINES.get(i));
            for (String to : targets) {
                boolean isSame = to.equals(row.get(4)) || Set.of(to, row.get(4)).equals(Set.of("=", row.get(1)));
                if (!isSame) {
                    survivors(survivors, i, 4, to);
                }
            }
        }
        assertEquals(List.of(), survivors);
    }

    @Test
    void noCommandAndNoNoteCouldBeMissing() {
        assertEquals(List.of(), survivorsWithoutOneOf(6, "; ", false));
        assertEquals(List.of(), survivorsWithoutOneOf(5, "; ", false));
    }

    @Test
    void noStateAndNoEventCouldBeMissing() {
        assertEquals(List.of(), survivorsWithoutOneOf(1, " ", true));
        List<String> survivors = new ArrayList<>();
        for (int i = 0; i < LINES.size(); i++) {
            String cell = cells(LINES.get(i)).get(2);
            if (cell.contains(" / ")) {
                String kind = cell.substring(0, cell.indexOf(' ') + 1);
                for (String without : without(cell.substring(kind.length()), " / ", true)) {
                    survivors(survivors, i, 2, kind + without);
                }
            } else if (cell.matches("[A-Z, ]+")) {
                for (String without : without(cell, ", ", true)) {
                    survivors(survivors, i, 2, without);
                }
            }
        }
        assertEquals(List.of(), survivors);
    }

    @Test
    void noConditionCouldBeMissing() {
        assertEquals(List.of(), survivorsWithoutOneOf(3, ", ", false));
    }

    /** A row that another one shields could be anywhere; where both fit, the order is part of the specification. */
    @Test
    void theOrderOfTheRowsCounts() {
        List<String> reversed = new ArrayList<>(LINES);
        Collections.reverse(reversed);
        assertFalse(holdsAll(reversed, 0));
    }

    private static List<String> survivorsWithoutOneOf(int cell, String separator, boolean needsOne) {
        List<String> survivors = new ArrayList<>();
        for (int i = 0; i < LINES.size(); i++) {
            for (String without : without(cells(LINES.get(i)).get(cell), separator, needsOne)) {
                survivors(survivors, i, cell, without);
            }
        }
        return survivors;
    }

    /** What is left when one of them is taken away. */
    private static List<String> without(String cell, String separator, boolean needsOne) {
        List<String> all = cell.isEmpty() ? List.of() : List.of(cell.split(separator));
        return IntStream.range(0, needsOne && all.size() == 1 ? 0 : all.size())
                .mapToObj(gone -> IntStream.range(0, all.size())
                        .filter(k -> k != gone)
                        .mapToObj(all::get)
                        .collect(Collectors.joining(separator)))
                .toList();
    }

    private static void survivors(List<String> survivors, int row, int cell, String mutated) {
        List<String> cells = new ArrayList<>(cells(LINES.get(row)));
        cells.set(cell, mutated);
        List<String> lines = new ArrayList<>(LINES);
        lines.set(row, String.join(" | ", cells));
        if (holdsAll(lines, row)) {
            survivors.add(lines.get(row));
        }
    }

    /** Whether a machine with these rows does all that is asked; the cases of the row that is changed are asked first. */
    private static boolean holdsAll(List<String> lines, int changed) {
        OrderMachine machine = new OrderMachine(lines.stream().map(Row::parse).toList());
        String id = cells(LINES.get(changed)).get(0);
        return BY_ROW.get(id).stream().allMatch(c -> c.holds(machine))
                && CASES.stream().allMatch(c -> c.holds(machine));
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split("\\|", 7)).map(String::strip).toList();
    }

    // ------------------------------------------------------------------ what holds of the machine as a whole

    /** The same record, event and situation always give the same, and leave the record as it was. */
    @Test
    void isPure() {
        for (MachineCase c : CASES) {
            String before = c.given().toString();
            OrderMachine.Step one = OrderMachine.standard().next(c.given(), c.event(), c.situation());
            OrderMachine.Step two = new OrderMachine(OrderMachine.rows()).next(c.given(), c.event(), c.situation());
            assertEquals(one.record().toString(), two.record().toString());
            assertEquals(one.commands(), two.commands());
            assertEquals(before, c.given().toString());
        }
    }

    @Test
    void anEventThatFitsNoRowChangesNothing() {
        for (MachineCase c : CASES) {
            OrderMachine.Step step = OrderMachine.standard().next(c.given(), c.event(), c.situation());
            if (step.isIgnored()) {
                assertEquals(c.given().toString(), step.record().toString());
                assertEquals(List.of(), step.commands());
            }
        }
    }

    /** The request leaves together with a new attempt in the record, whatever happened before: nothing else sends. */
    @Test
    void sendsOnlyWithANewAttempt() {
        for (MachineCase c : CASES) {
            OrderMachine.Step step = OrderMachine.standard().next(c.given(), c.event(), c.situation());
            assertEquals(
                    step.has(Command.SEND),
                    step.record().getState() == OrderState.SUBMITTING
                            && step.record().getAttempt() == c.given().getAttempt() + 1);
        }
        assertTrue(LINES.stream()
                .filter(line -> line.contains("SEND"))
                .allMatch(line -> cells(line).get(3).contains("next attempt, ")
                        && cells(line).get(3).endsWith("wanted")));
    }
}
