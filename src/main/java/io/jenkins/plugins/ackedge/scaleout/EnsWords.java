package io.jenkins.plugins.ackedge.scaleout;

/** Words for orders of ENS machines, which carry a name and a tag of ours. */
enum EnsWords implements RouteWords {
    INSTANCE;

    @Override
    public boolean hasTask() {
        return false;
    }

    @Override
    public String vendor() {
        return "Alibaba Cloud";
    }

    @Override
    public String subject(OrderRecord record) {
        return "ENS order " + name(record);
    }

    @Override
    public String capitalSubject(OrderRecord record) {
        return subject(record);
    }

    private static String name(OrderRecord record) {
        return EnsNames.name(record.getOrderId());
    }

    @Override
    public String lookedFor(Order order, OrderRecord record) {
        return "looking for machines named " + name(record) + "… in ENS region " + region(order);
    }

    @Override
    public String found(OrderRecord record) {
        return "Found the order: there are machines named " + name(record) + "….";
    }

    @Override
    public String seen(OrderEvent event) {
        return event.what() == OrderEvent.What.NO_TASK
                ? "ENS lists no machine of it, which may still change."
                : "Its machines could not be looked for"
                        + (event.detail().words().isEmpty()
                                ? "."
                                : " (" + event.detail().words() + ").");
    }

    @Override
    public String whereToLook(Order order, OrderRecord record) {
        String since = record.getSubmittingMillis() == 0
                ? ""
                : ", created since " + Wording.time(record.getSubmittingMillis());
        return "Look in the ENS console, region " + region(order) + ", for machines whose name begins with "
                + name(record) + " or that have the tag " + EnsNames.TAG + "=" + record.getOrderId() + since
                + ", before you order again.";
    }

    @Override
    public String nothing() {
        return "no machine of it";
    }

    @Override
    public String howFar(OrderRecord record) {
        return record.getInstances().isEmpty()
                ? ": no machine of it is listed yet"
                : ": " + Wording.instances(record.getInstances());
    }

    @Override
    public String goOn(OrderRecord record) {
        return "Do not order again: the same build, or a run with the same state file, goes on with this order.";
    }

    @Override
    public String staysBought(Order order) {
        return "What was bought stays bought: look for it in the ENS console (" + region(order) + ").";
    }

    @Override
    public String undoing(OrderRecord record, Order order) {
        String what = EnsRoute.isReleasedOnFailure(order.parameters())
                ? "and those of its machines that have not joined the cluster are released; which ones is noted in the order's"
                        + " record"
                : "but machines of ENS that are bought cannot be cancelled";
        return what + howFar(record) + ".";
    }

    @Override
    public String undoneIfFound(Order order) {
        return EnsRoute.isReleasedOnFailure(order.parameters())
                ? ", and machines of it that have not joined the cluster are released."
                : "; machines of ENS that are bought cannot be cancelled.";
    }

    @Override
    public String undone(OrderRecord record, OrderEvent event) {
        return event.detail().words();
    }

    @Override
    public String undoneBefore(OrderRecord record, Order order) {
        return EnsRoute.isReleasedOnFailure(order.parameters())
                ? "Machines of " + Wording.order(record)
                        + " that had not joined were released as far as that could be done" + howFar(record) + "."
                : "Machines of ENS that are bought cannot be cancelled; " + Wording.order(record) + " goes on"
                        + howFar(record) + ".";
    }

    @Override
    public String partly(OrderRecord record, Order order) {
        String all = record.getInstances().isEmpty()
                ? ""
                : " All of the order: " + Wording.instances(record.getInstances()) + ".";
        return Wording.notWell(record, order) + "." + all + " Nothing more was ordered. " + staysBought(order);
    }

    @Override
    public String watching(OrderRecord record) {
        return "waiting for the machines of " + subject(record)
                + (record.getCurrentStage().isEmpty() ? "" : " (" + record.getCurrentStage() + ")");
    }

    private static String region(Order order) {
        return order.parameters().get(Parameter.ENS_REGION_ID).orElse("");
    }
}
