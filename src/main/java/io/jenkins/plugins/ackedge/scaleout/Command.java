package io.jenkins.plugins.ackedge.scaleout;

/**
 * What the {@link OrderMachine} wants done next, by the words of its table. The {@link OrderRunner} does it after the store
 * has taken the record.
 */
enum Command {
    /** Queue for the cluster. */
    TURN("TURN"),
    /** Leave the cluster's queue, or give the turn on. */
    LEAVE("LEAVE"),
    /** Ask what is there before an order is sent. */
    LIST("LIST"),
    /** Get secrets and a place at the gate. */
    READY("READY"),
    /** Send the order: once for each attempt. */
    SEND("SEND"),
    /** Look for an order without an answer, as long as the vendor may take to run and list it. */
    LOOK_LONG("LOOK(long)"),
    /** Look for an order that was probably refused, as long as the list may lag. */
    LOOK_SHORT("LOOK(short)"),
    /** Look now. */
    LOOK_NOW("LOOK(go on)"),
    /** Ask for the task. */
    POLL("POLL"),
    /** Ask for the cancellation of the task, if one is wanted and the task is certainly this order's. */
    CANCEL("CANCEL?"),
    RETRY_LATER("TIMER(RETRY)"),
    /** The answer to the order is awaited no longer than this. */
    CALL_LIMIT("TIMER(CALL)"),
    LOOK_LATER("TIMER(LOOK)"),
    POLL_LATER("TIMER(POLL)"),
    CANCEL_LATER("TIMER(CANCEL)"),
    /** Whoever comes after the time limit gets a minute: the task may have ended long ago. */
    ONE_MORE_MINUTE("TIMER(LIMIT)"),
    /** A task that nobody waits for is watched for a day. */
    WATCH_FOR_A_DAY("TIMER(DAY)"),
    /** Nothing more comes of it in this process. */
    STOP("STOP"),

    // What whoever waits is told, once.
    END_NOTHING_ORDERED("END(nothing ordered)"),
    END_NOTHING_ORDERED_ABORTED("END(nothing ordered, aborted)"),
    END_NOTHING_ORDERED_TIME_IS_UP("END(nothing ordered, time is up)"),
    END_NOTHING_ORDERED_NOT_STORED("END(nothing ordered, no journal)"),
    END_NOTHING_ORDERED_CHECKED("END(nothing ordered, checked)"),
    END_MAY_BE_ORDERED("END(may be ordered)"),
    END_MAY_BE_ORDERED_ABORTED("END(may be ordered, aborted)"),
    END_ORDERED("END(ordered)"),
    END_ORDERED_ABORTED("END(ordered, aborted)"),
    END_ORDERED_TIME_IS_UP("END(ordered, time is up)"),
    END_SUCCEEDED("END(succeeded)"),
    END_FAILED("END(failed)"),
    END_CANCELLED("END(cancelled)"),
    END_NO_SUCH_TASK("END(no such task)"),
    END_AS_RECORDED("END(as recorded)");

    private final String word;

    Command(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    boolean isEnd() {
        return word.startsWith("END");
    }

    /** Whether it tells that whoever waited gave up. */
    boolean isAborted() {
        return word.endsWith(", aborted)");
    }
}
