package io.jenkins.plugins.ackedge.scaleout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What somebody might do wrong. Each must be caught by a storm, or that storm proves nothing. They are made outside of the
 * product: by other rows of its table, or by another store, claims, wire or look around it.
 */
enum StormMutant {
    NONE("nothing"),
    SENDS_TWICE_AFTER_A_CUT(
            "send again after a cut", "S8 | SUBMITTING | REPLY silent | this attempt | PLANNED | | TIMER(RETRY)"),
    WRITES_AFTER_SENDING("write after sending"),
    TAKES_AN_UNKNOWN_400_FOR_A_REFUSAL(
            "take an unknown 400 for a refusal",
            "S7 | SUBMITTING | REPLY odd | this attempt | REJECTED | | END(nothing ordered); LEAVE; STOP"),
    BELIEVES_EVERY_REFUSAL("read every HTTP 400 as a refusal"),
    KNOWS_NO_SECRETS("mask no secret"),
    COMPARES_AND_SETS_NOTHING("skip the compare-and-set and the fence"),
    FORGETS_CLAIMS("forget the claim"),
    ADOPTS_AT_FIRST_SIGHT(
            "adopt at first sight",
            "S7 | SUBMITTING | REPLY odd | this attempt | UNKNOWN | doubt:=odd | LOOK(go on)",
            "S8 | SUBMITTING | REPLY silent | this attempt | UNKNOWN | doubt:=silent | LOOK(go on)"),
    JUDGES_AFTER_A_RESTART_AT_ONCE(
            "judge after a restart at once",
            "S11 | SUBMITTING | BEGIN | | UNKNOWN | doubt:=silent | TURN; LOOK(go on)",
            "U11 | UNKNOWN | BEGIN | | = | | TURN; LOOK(go on)"),
    CANCELS_WHAT_ONLY_FITS(
            "cancel what only fits",
            "U4 | UNKNOWN | LOOKED one | this attempt, not repeatable, not odd | ->FOLLOW | ref, proof:=tag | LEAVE"),
    ORPHANS_SEND(
            "send although nobody waits",
            "P1 | PLANNED | BEGIN | nobody waits | = | | TURN",
            "P10 | PLANNED | READY yes | next attempt | SUBMITTING | att:=k | SEND; TIMER(CALL)"),
    ORDERS_ANEW_AFTER_A_CRASH(
            "take an order in doubt after a crash for not sent", "S11 | SUBMITTING | BEGIN | | PLANNED | | TURN"),
    KNOWS_NAMES_BY_WHAT_IS_IN_THEM("know machines by an id anywhere in their names"),
    READS_THE_FIRST_PAGE_ONLY("read the first page only"),
    REPEATS_A_RESTART("run a join script twice"),
    SEES_NO_NODE_AFTER_A_WHILE("forget which machines have joined"),
    TAKES_ANY_ATTEMPTS_REPLY(
            "count the reply of another attempt",
            "S5 | SUBMITTING | REPLY not run, later | wanted | PLANNED | | TIMER(RETRY)",
            "S6 | SUBMITTING | REPLY not run, later / not run, never | | REJECTED | | END(nothing ordered); LEAVE; STOP");

    private final String what;
    private final OrderMachine machine;

    StormMutant(String what, String... rows) {
        this.what = what;
        this.machine = rows.length == 0 ? OrderMachine.standard() : machine(rows);
    }

    private static OrderMachine machine(String... others) {
        List<OrderMachine.Row> rows = new ArrayList<>(OrderMachine.rows());
        for (OrderMachine.Row other :
                Arrays.stream(others).map(OrderMachine.Row::parse).toList()) {
            rows.replaceAll(row -> row.id().equals(other.id()) ? other : row);
        }
        return new OrderMachine(rows);
    }

    /** The storms in which it is at work; each of them must catch it. */
    Set<Storm.Kind> kinds() {
        return switch (this) {
            case BELIEVES_EVERY_REFUSAL, KNOWS_NO_SECRETS -> EnumSet.of(Storm.Kind.ANSWER);
            // The client hears each answer once, and orders of ours meet too seldom for a small run.
            case TAKES_ANY_ATTEMPTS_REPLY, FORGETS_CLAIMS -> EnumSet.of(Storm.Kind.SEQUENCE);
            case KNOWS_NAMES_BY_WHAT_IS_IN_THEM,
                    READS_THE_FIRST_PAGE_ONLY,
                    REPEATS_A_RESTART,
                    SEES_NO_NODE_AFTER_A_WHILE -> EnumSet.of(Storm.Kind.ENS);
            // Machines are found by name, never because they fit; and the storm of machines takes 400 seeds for the
            // other one.
            case CANCELS_WHAT_ONLY_FITS, JUDGES_AFTER_A_RESTART_AT_ONCE ->
                EnumSet.of(Storm.Kind.SEQUENCE, Storm.Kind.ORDER);
            default -> EnumSet.of(Storm.Kind.SEQUENCE, Storm.Kind.ORDER, Storm.Kind.ENS);
        };
    }

    OrderMachine machine() {
        return machine;
    }

    @Override
    public String toString() {
        return what;
    }
}
