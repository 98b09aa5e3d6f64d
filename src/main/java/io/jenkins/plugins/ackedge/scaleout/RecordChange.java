package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.scaleout.OrderEvent.What;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord.Cancel;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord.Doubt;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord.Fields;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord.Proof;
import java.util.ArrayList;
import java.util.function.BiConsumer;

/** What a row of the {@link OrderMachine} writes into an order's record, by the words of its table. */
enum RecordChange {
    NOT_ABORTED("abort:=no", (f, e) -> {
        f.aborted = false;
        f.cancel = Cancel.NO.name();
    }),
    ABORTED("abort:=yes", (f, e) -> {
        f.aborted = true;
        f.cancel = (e.what() == What.CANCEL_TASK ? Cancel.WANTED : Cancel.NO).name();
    }),
    CANCEL_DONE("cancel:=done", (f, e) -> {
        f.cancel = Cancel.DONE.name();
        f.cancelAccepted = e.what() == What.DONE;
    }),
    TASKS_BEFORE("before:=tasks", (f, e) -> {
        f.tasksBefore = new ArrayList<>(e.detail().tasks());
        f.listedServerMillis = e.detail().serverMillis().orElse(0);
        surveyed(f, e);
    }),
    TASKS_BEFORE_UNKNOWN("before:=unknown", (f, e) -> {
        f.tasksBefore = null;
        f.listedServerMillis = 0;
        surveyed(f, e);
    }),
    ATTEMPT("att:=k", (f, e) -> {
        f.attempt = e.attempt();
        f.sinceListingMillis = e.detail().sinceListingMillis();
        f.submittingMillis = e.wallMillis();
    }),
    ATTEMPT_NOT_SENT("att:=k (not sent)", (f, e) -> f.attempt = e.attempt()),
    TASK_BY_ANSWER("ref, proof:=answer", (f, e) -> task(f, e, Proof.ANSWER)),
    TASK_BY_NAME("ref, proof:=tag", (f, e) -> task(f, e, Proof.NAME)),
    TASK_THAT_FITS("ref, proof:=fits", (f, e) -> task(f, e, Proof.FITS)),
    NO_TASK("ref:=none", (f, e) -> {
        f.taskId = "";
        f.proof = Proof.NONE.name();
    }),
    DOUBT_SILENT("doubt:=silent", (f, e) -> doubt(f, e, Doubt.SILENT)),
    DOUBT_ODD(
            "doubt:=odd",
            (f, e) -> doubt(f, e, f.doubt.equals(Doubt.NONE.name()) ? Doubt.ODD : Doubt.valueOf(f.doubt))),
    DOUBT_WITHOUT_ID("doubt:=noid", (f, e) -> doubt(f, e, Doubt.NO_ID)),
    NO_DOUBT("doubt:=none", (f, e) -> f.doubt = Doubt.NONE.name()),
    PROGRESS("progress", TaskProgress::into);

    private final String word;
    private final BiConsumer<Fields, OrderEvent> change;

    RecordChange(String word, BiConsumer<Fields, OrderEvent> change) {
        this.word = word;
        this.change = change;
    }

    String word() {
        return word;
    }

    void apply(Fields fields, OrderEvent event) {
        change.accept(fields, event);
    }

    private static void task(Fields f, OrderEvent e, Proof proof) {
        f.taskId = e.detail().reference();
        if (e.detail().progress() != null) {
            f.instances = new ArrayList<>(e.detail().progress().instances());
        }
        f.proof = proof.name();
        f.doubt = Doubt.NONE.name();
        f.submittedMillis = e.wallMillis();
        request(f, e);
    }

    /** What an earlier attempt may have added stays counted. */
    private static void surveyed(Fields f, OrderEvent e) {
        f.price = e.detail().price();
        f.adds = Math.max(f.adds, e.detail().adds().orElse(-1));
    }

    private static void doubt(Fields f, OrderEvent e, Doubt doubt) {
        f.doubt = doubt.name();
        if (!e.detail().words().isEmpty()) {
            f.unanswered = e.detail().words();
        }
        request(f, e);
    }

    private static void request(Fields f, OrderEvent e) {
        if (!e.detail().requestId().isEmpty()) {
            f.requestId = e.detail().requestId().toString();
        }
    }
}
