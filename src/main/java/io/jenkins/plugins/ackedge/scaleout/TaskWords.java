package io.jenkins.plugins.ackedge.scaleout;

import java.util.List;

/** Words for orders whose task ACK names. */
enum TaskWords implements RouteWords {
    INSTANCE;

    @Override
    public boolean hasTask() {
        return true;
    }

    @Override
    public String vendor() {
        return "ACK";
    }

    @Override
    public String subject(OrderRecord record) {
        return "task " + record.reference();
    }

    @Override
    public String capitalSubject(OrderRecord record) {
        return "Task " + record.reference();
    }

    @Override
    public String lookedFor(Order order, OrderRecord record) {
        return "looking for its task among the cluster's tasks";
    }

    @Override
    public String found(OrderRecord record) {
        return record.getProof() == OrderRecord.Proof.FITS
                ? "Found the order: task " + record.reference()
                        + " is the only new one of its kind, and is taken to be ours."
                : "Found the order: it was placed, as task " + record.reference() + ".";
    }

    @Override
    public String seen(OrderEvent event) {
        List<String> tasks = event.detail().tasks();
        return switch (event.what()) {
            case ONE -> "The cluster lists one new task that could be it: " + tasks.get(0) + ".";
            case SEVERAL -> "The cluster lists several new tasks that could be it: " + String.join(", ", tasks) + ".";
            case NO_TASK -> "The cluster lists no new task of this kind, which may still change.";
            default ->
                event.detail().words().isEmpty()
                        ? "Whether there is a task of it could not be found out."
                        : "The cluster's tasks could not be listed ("
                                + event.detail().words() + ").";
        };
    }

    @Override
    public String whereToLook(Order order, OrderRecord record) {
        return "Look at the cluster's tasks (ACK console, or GET /clusters/" + order.clusterId()
                + "/tasks) and at the ENS instances created since then, before you order again.";
    }

    @Override
    public String nothing() {
        return "no task";
    }

    @Override
    public String howFar(OrderRecord record) {
        return "";
    }

    @Override
    public String goOn(OrderRecord record) {
        return "Wait for the task again, do not order again.";
    }

    @Override
    public String staysBought(Order order) {
        return "Instances that it has bought already stay bought: look for them in the ENS console"
                + order.parameters()
                        .get(Parameter.ENS_REGION_ID)
                        .map(region -> " (" + region + ").")
                        .orElse(".");
    }

    @Override
    public String undoing(OrderRecord record, Order order) {
        return "and ACK is asked to cancel " + Wording.order(record) + "; its answer is noted in the order's record. "
                + staysBought(order);
    }

    @Override
    public String undoneIfFound(Order order) {
        return ", and the task is cancelled if it is certainly this order's.";
    }

    @Override
    public String undone(OrderRecord record, OrderEvent event) {
        return record.isCancelAccepted()
                ? "ACK accepted the cancellation of task " + record.reference() + "."
                : "ACK did not cancel task " + record.reference() + ": "
                        + event.detail().words();
    }

    @Override
    public String undoneBefore(OrderRecord record, Order order) {
        String bought = record.isWatchOnly()
                ? ""
                : " " + order.describe() + " stays ordered for cluster " + order.clusterId() + ".";
        return record.isCancelAccepted()
                ? "ACK accepted the cancellation of " + Wording.order(record) + ". " + staysBought(order)
                : "ACK did not cancel " + Wording.order(record) + ", which goes on." + bought;
    }

    @Override
    public String partly(OrderRecord record, Order order) {
        return Wording.notWell(record, order) + ". Task " + record.reference() + " as a whole reports success. "
                + staysBought(order);
    }

    @Override
    public String watching(OrderRecord record) {
        return "watching task " + record.reference()
                + (record.getCurrentStage().isEmpty() ? "" : ", stage " + record.getCurrentStage());
    }
}
