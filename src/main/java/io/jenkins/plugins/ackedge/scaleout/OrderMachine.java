package io.jenkins.plugins.ackedge.scaleout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The whole life of an order as one table: in a state, at an event, under conditions, to the next state, with what is noted
 * in the record and what is to be done then. The first row that fits is taken; an event that fits none changes nothing, which
 * is part of the specification. No input or output, no clock, no thread, no chance.
 *
 * <p>The table is the one that a model checker went through (docs/reliability.md), in its words.
 */
final class OrderMachine {
    static final String TABLE = """
            A plan, nothing is sent: the turn at the cluster, what is there already, secrets; then it is sent.
            P1  | PLANNED | BEGIN | nobody waits | REJECTED | | STOP
            P2  | PLANNED SUBMITTING UNKNOWN | BEGIN | attach | = | abort:=no |
            P3  | PLANNED | BEGIN | | = | abort:=no | TURN
            P4  | PLANNED | TURN, RETRY | | = | | LIST
            P5  | PLANNED | LISTED tasks | next attempt | = | before:=tasks | READY
            P6  | PLANNED | LISTED may not list | next attempt | = | before:=unknown | READY
            P7  | PLANNED | LISTED failed | next attempt | = | | TIMER(RETRY)
            P8  | PLANNED | LISTED objection | next attempt | REJECTED | | END(nothing ordered); LEAVE; STOP
            P9  | PLANNED | LISTED ours | next attempt | ->FOLLOW | ref, proof:=tag | LEAVE
            P10 | PLANNED | READY yes | next attempt, wanted | SUBMITTING | att:=k | SEND; TIMER(CALL)
            P11 | PLANNED | READY no secret | next attempt | REJECTED | | END(nothing ordered); LEAVE; STOP
            P12 | PLANNED | ABORT | | REJECTED | abort:=yes | END(nothing ordered, aborted); LEAVE; STOP
            P13 | PLANNED | LIMIT | | REJECTED | | END(nothing ordered, time is up); LEAVE; STOP
            P14 | PLANNED | NOT STORED | | REJECTED | att:=k (not sent) | END(nothing ordered, no journal); LEAVE; STOP
            P15 | PLANNED | READY later | next attempt | = | | TIMER(RETRY)

            Sent: accepted, certainly not run, or in doubt.
            S1  | SUBMITTING | REPLY accepted | this attempt | ->FOLLOW | ref, proof:=answer | LEAVE
            S2  | SUBMITTING | REPLY accepted, no id | this attempt | UNKNOWN | doubt:=noid | LOOK(long)
            S3  | SUBMITTING | REPLY not run, later | this attempt, doubt, wanted | UNKNOWN | | TIMER(RETRY)
            S4  | SUBMITTING | REPLY not run, later / not run, never | this attempt, doubt | ->GIVE UP | |
            S5  | SUBMITTING | REPLY not run, later | this attempt, wanted | PLANNED | | TIMER(RETRY)
            S6  | SUBMITTING | REPLY not run, later / not run, never | this attempt | REJECTED | | END(nothing ordered); LEAVE; STOP
            S7  | SUBMITTING | REPLY odd | this attempt | UNKNOWN | doubt:=odd | LOOK(short)
            S8  | SUBMITTING | REPLY silent | this attempt | UNKNOWN | doubt:=silent | LOOK(long)
            S9  | SUBMITTING | CALL | this attempt | UNKNOWN | doubt:=silent | LOOK(long)
            S10 | SUBMITTING UNKNOWN | BEGIN | resumed after abort | UNKNOWN | doubt:=silent | END(may be ordered, aborted); TURN; LOOK(long)
            S11 | SUBMITTING | BEGIN | | UNKNOWN | doubt:=silent | TURN; LOOK(long)
            S12 | SUBMITTING UNKNOWN | ABORT | waits | = | abort:=yes | END(may be ordered, aborted)

            In doubt: looked for among the cluster's tasks to the end of the look, and judged once.
            U1  | UNKNOWN | LOOKED ours | this attempt | ->FOLLOW | ref, proof:=tag | LEAVE
            U2  | UNKNOWN | LOOKED not yet | this attempt | = | | TIMER(LOOK)
            U3  | UNKNOWN | LOOKED one / none / several / no list | this attempt, repeatable, wanted | = | | LIST
            U4  | UNKNOWN | LOOKED one | this attempt, not repeatable, not odd | ->FOLLOW | ref, proof:=fits | LEAVE
            U5  | UNKNOWN | LOOKED none | this attempt, not repeatable, odd | REJECTED | doubt:=none | END(nothing ordered, checked); LEAVE; STOP
            U6  | UNKNOWN | LOOKED one / none / several / no list | this attempt | ->GIVE UP | |
            U7  | UNKNOWN | LOOK | this attempt | = | | LOOK(go on)
            U8  | UNKNOWN | REPLY accepted | this attempt | ->FOLLOW | ref, proof:=answer | LEAVE
            U9  | UNKNOWN | REPLY not run, later | this attempt, not repeatable, wanted | PLANNED | doubt:=none | TIMER(RETRY)
            U10 | UNKNOWN | REPLY not run, later / not run, never | this attempt, not repeatable | REJECTED | doubt:=none | END(nothing ordered); LEAVE; STOP
            U11 | UNKNOWN | BEGIN | | = | | TURN; LOOK(long)
            U12 | UNKNOWN | LISTED tasks / may not list | next attempt, repeatable, wanted | = | | READY
            U13 | UNKNOWN | LISTED failed | next attempt, repeatable, wanted | = | | TIMER(RETRY)
            U14 | UNKNOWN | RETRY | repeatable, wanted | = | | LIST
            U15 | UNKNOWN | READY yes | next attempt, repeatable, wanted | SUBMITTING | att:=k | SEND; TIMER(CALL)
            U19 | UNKNOWN | READY later | next attempt, repeatable, wanted | = | | TIMER(RETRY)
            U16 | UNKNOWN | LISTED, READY | next attempt, repeatable | ->GIVE UP | |
            U17 | UNKNOWN | RETRY | repeatable | ->GIVE UP | |
            U18 | UNKNOWN | NOT STORED | | ->GIVE UP | att:=k (not sent) |

            Ordered: the task is watched to its end, whether somebody waits or not.
            W1  | SUBMITTED TIMED_OUT | BEGIN | resumed after abort | = | | END(ordered, aborted); TIMER(DAY); CANCEL?; POLL
            W2  | SUBMITTED TIMED_OUT | BEGIN | nobody waits | = | | TIMER(DAY); CANCEL?; POLL
            W3  | SUBMITTED TIMED_OUT | BEGIN | | ->FOLLOW | abort:=no |
            W4  | SUBMITTED TIMED_OUT | POLLED running / not found / failed | | = | progress | TIMER(POLL)
            W5  | SUBMITTED TIMED_OUT | POLLED succeeded | | SUCCEEDED | progress | END(succeeded); STOP
            W6  | SUBMITTED TIMED_OUT | POLLED partly / task failed | | FAILED | progress | END(failed); STOP
            W7  | SUBMITTED TIMED_OUT | POLLED cancelled | | CANCELLED | progress | END(cancelled); STOP
            W8  | SUBMITTED TIMED_OUT | POLL | | = | | POLL
            W9  | SUBMITTED | LIMIT | waits | TIMED_OUT | | END(ordered, time is up); TIMER(DAY)
            W10 | SUBMITTED TIMED_OUT | DAY | nobody waits | TIMED_OUT | | STOP
            W11 | SUBMITTED | ABORT | waits | = | abort:=yes | END(ordered, aborted); TIMER(DAY); CANCEL?
            W12 | SUBMITTED TIMED_OUT | CANCELLED done / refused | | = | cancel:=done |
            W13 | SUBMITTED TIMED_OUT | CANCELLED failed | cancel=wanted | = | | TIMER(CANCEL)
            W14 | SUBMITTED TIMED_OUT | CANCEL | cancel=wanted | = | | CANCEL?
            W15 | SUBMITTED TIMED_OUT | REPLY accepted | this attempt, proof=fits, another ref | = | ref, proof:=answer | POLL
            W16 | SUBMITTED TIMED_OUT | REPLY not run, later / not run, never | this attempt, proof=fits | REJECTED | ref:=none | END(nothing ordered); STOP
            W17 | SUBMITTED TIMED_OUT | POLLED no such task | | REJECTED | progress | END(no such task); STOP

            Over. What was refused may be ordered by a new run.
            E1  | REJECTED | BEGIN | new run | PLANNED | abort:=no | TURN
            E2  | SUCCEEDED FAILED CANCELLED REJECTED | BEGIN | | = | | END(as recorded); STOP
            """;

    private static final OrderMachine STANDARD = new OrderMachine(rows());

    private final Map<OrderState, List<Row>> byState = new EnumMap<>(OrderState.class);

    /** A machine with other rows than the standard one's: tests show what each row is there for. */
    OrderMachine(List<Row> rows) {
        for (Row row : rows) {
            row.states.forEach(state ->
                    byState.computeIfAbsent(state, s -> new ArrayList<>()).add(row));
        }
    }

    static OrderMachine standard() {
        return STANDARD;
    }

    static List<Row> rows() {
        return TABLE.lines().filter(line -> line.contains("|")).map(Row::parse).toList();
    }

    /** What the process, and not the order, is about: whether somebody waits, and whether the time is up. */
    record Situation(Waiting waiting, boolean late, boolean repeatable) {}

    /** What whoever waits, waits for. */
    enum Waiting {
        NOBODY,
        /** Until the order is accepted. */
        ORDER,
        /** Until its task has ended. */
        END
    }

    /**
     * What an event makes of an order.
     *
     * @param row the id of the row that fitted; "" if none did: then the record is the same, and there is nothing to do
     */
    record Step(OrderRecord record, List<Command> commands, String row) {
        boolean isIgnored() {
            return row.isEmpty();
        }

        boolean has(Command command) {
            return commands.contains(command);
        }

        /** What whoever waits is told; null if nothing. */
        Command end() {
            return commands.stream().filter(Command::isEnd).findFirst().orElse(null);
        }
    }

    Step next(OrderRecord record, OrderEvent event, Situation situation) {
        for (Row row : byState.getOrDefault(record.getState(), List.of())) {
            if (row.fits(record, event, situation)) {
                return row.apply(record, event, situation);
            }
        }
        return new Step(record, List.of(), "");
    }

    /** A condition of a row, by its words in the table. */
    private enum Guard {
        NEW_RUN("new run", (r, e, s) -> e.what() == OrderEvent.What.NEW),
        ATTACH("attach", (r, e, s) -> e.what() == OrderEvent.What.ATTACH),
        NOBODY_WAITS("nobody waits", (r, e, s) -> s.waiting() == Waiting.NOBODY),
        WAITS("waits", (r, e, s) -> s.waiting() != Waiting.NOBODY),
        WANTED("wanted", (r, e, s) -> s.waiting() != Waiting.NOBODY && !s.late()),
        RESUMED_AFTER_ABORT(
                "resumed after abort",
                (r, e, s) -> r.isAborted() && e.what() == OrderEvent.What.RESUME && s.waiting() != Waiting.NOBODY),
        NEXT_ATTEMPT("next attempt", (r, e, s) -> e.attempt() == r.getAttempt() + 1),
        THIS_ATTEMPT("this attempt", (r, e, s) -> e.attempt() == r.getAttempt()),
        DOUBT("doubt", (r, e, s) -> r.getDoubt() != OrderRecord.Doubt.NONE),
        ODD("odd", (r, e, s) -> r.getDoubt() == OrderRecord.Doubt.ODD),
        NOT_ODD("not odd", (r, e, s) -> r.getDoubt() != OrderRecord.Doubt.ODD),
        REPEATABLE("repeatable", (r, e, s) -> s.repeatable()),
        NOT_REPEATABLE("not repeatable", (r, e, s) -> !s.repeatable()),
        ONLY_FITS("proof=fits", (r, e, s) -> r.getProof() == OrderRecord.Proof.FITS),
        ANOTHER_TASK("another ref", (r, e, s) -> !e.detail().reference().equals(r.reference())),
        CANCEL_WANTED("cancel=wanted", (r, e, s) -> r.getCancel() == OrderRecord.Cancel.WANTED);

        private interface Condition {
            boolean holds(OrderRecord record, OrderEvent event, Situation situation);
        }

        private final String word;
        private final Condition condition;

        Guard(String word, Condition condition) {
            this.word = word;
            this.condition = condition;
        }
    }

    /** One row of the table. */
    static final class Row {
        private static final Pattern KINDS_ALONE = Pattern.compile("[A-Z ]+(, [A-Z ]+)*");
        private static final String FOLLOW = "->FOLLOW";
        private static final String GIVE_UP = "->GIVE UP";

        private final String id;
        private final Set<OrderState> states;
        private final Set<OrderEvent.Kind> kinds;
        private final Set<OrderEvent.What> whats;
        private final List<Guard> guards;
        private final String to;
        private final List<RecordChange> changes;
        private final List<Command> commands;

        private Row(String[] cells) {
            id = cells[0];
            states = EnumSet.copyOf(
                    Arrays.stream(cells[1].split(" ")).map(OrderState::valueOf).toList());
            if (KINDS_ALONE.matcher(cells[2]).matches()) {
                kinds = EnumSet.copyOf(
                        Arrays.stream(cells[2].split(", ")).map(Row::kind).toList());
                whats = EnumSet.allOf(OrderEvent.What.class);
            } else {
                int words = cells[2].indexOf(' ');
                kinds = EnumSet.of(kind(cells[2].substring(0, words)));
                whats = EnumSet.copyOf(
                        all(cells[2].substring(words + 1), " / ", OrderEvent.What.values(), w -> w.word()));
            }
            guards = all(cells[3], ", ", Guard.values(), g -> g.word);
            to = cells[4];
            changes = all(cells[5], "; ", RecordChange.values(), RecordChange::word);
            commands = all(cells[6], "; ", Command.values(), Command::word);
        }

        /** Fails at class initialisation if a word of the table is not known. */
        static Row parse(String line) {
            return new Row(
                    Arrays.stream(line.split("\\|", 7)).map(String::strip).toArray(String[]::new));
        }

        private static OrderEvent.Kind kind(String word) {
            return OrderEvent.Kind.valueOf(word.replace(' ', '_'));
        }

        private static <T> List<T> all(String cell, String separator, T[] known, Function<T, String> word) {
            List<T> found = new ArrayList<>();
            for (String asked : cell.isEmpty() ? new String[0] : cell.split(separator)) {
                found.add(Arrays.stream(known)
                        .filter(one -> word.apply(one).equals(asked))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("no such word: " + asked)));
            }
            return found;
        }

        String id() {
            return id;
        }

        private boolean fits(OrderRecord record, OrderEvent event, Situation situation) {
            return kinds.contains(event.kind())
                    && whats.contains(event.what())
                    && guards.stream().allMatch(guard -> guard.condition.holds(record, event, situation));
        }

        private Step apply(OrderRecord record, OrderEvent event, Situation situation) {
            List<Command> todo = new ArrayList<>(commands);
            OrderState next =
                    switch (to) {
                        case "=" -> record.getState();
                        case FOLLOW -> OrderState.SUBMITTED;
                        case GIVE_UP -> OrderState.UNKNOWN;
                        default -> OrderState.valueOf(to);
                    };
            if (to.equals(FOLLOW)) {
                todo.addAll(watching(situation));
            } else if (to.equals(GIVE_UP)) {
                todo.addAll(List.of(Command.END_MAY_BE_ORDERED, Command.LEAVE, Command.STOP));
            }
            OrderRecord changed = record.with(f -> {
                changes.forEach(change -> change.apply(f, event));
                f.state = next.name();
                if (next == OrderState.PLANNED && record.getState() != OrderState.PLANNED) {
                    f.tasksBefore = null; // they are listed again before the next attempt
                }
            });
            return new Step(changed, List.copyOf(todo), id);
        }

        private static List<Command> watching(Situation situation) {
            return switch (situation.waiting()) {
                case NOBODY -> List.of(Command.WATCH_FOR_A_DAY, Command.CANCEL, Command.POLL);
                case ORDER -> List.of(Command.END_ORDERED, Command.WATCH_FOR_A_DAY, Command.POLL);
                case END -> situation.late() ? List.of(Command.ONE_MORE_MINUTE, Command.POLL) : List.of(Command.POLL);
            };
        }

        @Override
        public String toString() {
            return id;
        }
    }
}
