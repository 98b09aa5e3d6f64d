package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.scaleout.OrderEvent.Detail;
import io.jenkins.plugins.ackedge.scaleout.OrderEvent.Kind;
import io.jenkins.plugins.ackedge.scaleout.OrderEvent.What;
import io.jenkins.plugins.ackedge.scaleout.OrderMachine.Situation;
import io.jenkins.plugins.ackedge.scaleout.OrderMachine.Waiting;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord.Cancel;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord.Doubt;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord.Fields;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord.Proof;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * One thing that the machine must do, from {@code order-machine-cases.txt}: in a situation, to a record, at an event, what
 * comes of it. What stands behind slashes there is a case of its own.
 *
 * @param row the id of the row that must do it; "-" where none may fit
 */
record MachineCase(String row, String name, Situation situation, OrderRecord given, OrderEvent event, String expected) {
    static List<MachineCase> all() {
        return resource("order-machine-cases.txt")
                .lines()
                .skip(1)
                .filter(line -> line.contains("|"))
                .flatMap(line -> ofLine(line).stream())
                .toList();
    }

    static String resource(String name) {
        try (InputStream in = MachineCase.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether this machine does it. */
    boolean holds(OrderMachine machine) {
        return outcome(machine.next(given, event, situation)).equals(expected);
    }

    static String outcome(OrderMachine.Step step) {
        return describe(step.record()) + " | "
                + step.commands().stream().map(Command::word).collect(Collectors.joining("; "));
    }

    @Override
    public String toString() {
        return row + " " + name + " [" + situation.waiting() + (situation.late() ? " late" : "")
                + (situation.repeatable() ? " repeatable" : "") + "] " + describe(given) + " " + event.kind() + " "
                + event.what();
    }

    private static List<MachineCase> ofLine(String line) {
        List<String> cells =
                Arrays.stream(line.split("\\|", 7)).map(String::strip).toList();
        List<MachineCase> cases = new ArrayList<>();
        for (Situation situation : situations(cells.get(2))) {
            for (OrderRecord given : givens(cells.get(3))) {
                for (OrderEvent event : events(cells.get(4))) {
                    String expected = describe(changed(given, cells.get(5))) + " | " + cells.get(6);
                    cases.add(new MachineCase(cells.get(0), cells.get(1), situation, given, event, expected));
                }
            }
        }
        return cases;
    }

    private static List<Situation> situations(String cell) {
        List<Situation> all = new ArrayList<>();
        for (Waiting waiting : Waiting.values()) {
            for (boolean late : new boolean[] {false, true}) {
                for (boolean repeatable : new boolean[] {false, true}) {
                    String name = waiting.name().toLowerCase(Locale.ROOT)
                            + (late ? " late" : "")
                            + (repeatable ? " repeatable" : "");
                    if (cell.equals("any") || cell.equals(name)) {
                        all.add(new Situation(waiting, late, repeatable));
                    }
                }
            }
        }
        if (all.isEmpty()) {
            throw new IllegalArgumentException(cell);
        }
        return all;
    }

    private static List<OrderRecord> givens(String cell) {
        String[] parts = cell.split(", ", 2);
        List<OrderRecord> all = new ArrayList<>();
        for (String state : parts[0].split("/")) {
            OrderRecord bare = new OrderRecord(new Fields());
            all.add(changed(bare, state + (parts.length == 1 ? "" : ", " + parts[1])));
        }
        return all;
    }

    private static OrderRecord changed(OrderRecord record, String cell) {
        return record.with(f -> {
            for (String word : cell.split(", ")) {
                change(f, word);
            }
        });
    }

    private static void change(Fields f, String word) {
        String[] words = word.split(" ", 2);
        String value = words.length == 1 ? "" : words[1];
        switch (words[0]) {
            case "=" -> {}
            case "attempt" -> f.attempt = Integer.parseInt(value);
            case "task" -> f.taskId = value;
            case "proof" ->
                f.proof = Proof.valueOf(value.toUpperCase(Locale.ROOT)).name();
            case "doubt" ->
                f.doubt = Doubt.valueOf(value.toUpperCase(Locale.ROOT)).name();
            case "aborted" -> f.aborted = true;
            case "not" -> f.aborted = false;
            case "cancel" ->
                f.cancel = Cancel.valueOf(value.toUpperCase(Locale.ROOT)).name();
            case "accepted" -> f.cancelAccepted = true;
            case "word" -> f.taskWord = value;
            case "failures" -> f.failures = Integer.parseInt(value);
            case "before" ->
                f.tasksBefore = value.equals("unknown") ? null : new ArrayList<>(List.of(value.split(" ")));
            case "no" -> {
                switch (value) {
                    case "doubt" -> f.doubt = Doubt.NONE.name();
                    case "cancel" -> f.cancel = Cancel.NO.name();
                    case "task" -> {
                        f.taskId = "";
                        f.proof = Proof.NONE.name();
                    }
                    default -> throw new IllegalArgumentException(word);
                }
            }
            default -> f.state = OrderState.valueOf(words[0]).name();
        }
    }

    /** All of a record that the table speaks of. */
    static String describe(OrderRecord r) {
        return r.getState() + " attempt " + r.getAttempt() + " task " + r.getTaskId() + " proof " + r.getProof()
                + " doubt " + r.getDoubt() + (r.isAborted() ? " aborted" : "") + " cancel " + r.getCancel()
                + (r.isCancelAccepted() ? " accepted" : "") + " before " + r.getTasksBefore() + " word "
                + r.getTaskWord() + " failures " + r.getFailures();
    }

    private static List<OrderEvent> events(String cell) {
        for (Kind kind : Kind.values()) {
            String word = kind.name().replace('_', ' ');
            if (cell.equals(word) || cell.startsWith(word + " ")) {
                String rest = cell.substring(word.length()).strip();
                int at = rest.indexOf('@');
                String whats = (at < 0 ? rest : rest.substring(0, at)).strip();
                String[] tail =
                        at < 0 ? new String[] {"0"} : rest.substring(at + 1).split(" ");
                List<String> tasks = List.of(tail).subList(1, tail.length);
                List<OrderEvent> events = new ArrayList<>();
                for (String what : whats.split("/")) {
                    events.add(event(kind, what(what), Integer.parseInt(tail[0]), tasks));
                }
                return events;
            }
        }
        throw new IllegalArgumentException(cell);
    }

    private static What what(String word) {
        return Arrays.stream(What.values())
                .filter(what -> what.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(word));
    }

    static OrderEvent event(Kind kind, What what, int attempt, List<String> tasks) {
        Detail detail = kind == Kind.POLLED
                ? polled(what)
                : Detail.tasks(tasks, OptionalLong.empty(), "").withReference(tasks.isEmpty() ? "" : tasks.get(0));
        return new OrderEvent(kind, what, attempt, 1_000, detail);
    }

    private static Detail polled(What what) {
        return switch (what) {
            case RUNNING -> task("running");
            case SUCCEEDED -> task("success");
            case PARTLY, TASK_FAILED -> task("fail");
            case TASK_CANCELLED -> task("canceled");
            default -> Detail.words("no answer");
        };
    }

    private static Detail task(String word) {
        return Detail.progress(new Progress(word, "", List.of(), List.of(), List.of(), null, ""));
    }
}
