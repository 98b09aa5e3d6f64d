package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.Answer;
import io.jenkins.plugins.ackedge.api.OrderReply;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One way to buy nodes. A route knows what must and may be given, how an order is placed, how an order of ours is found
 * again and how far it is; when to do which of these is decided by {@link OrderMachine}, which knows no route by name.
 */
public abstract class Route {
    Route() {}

    /** What {@code via} says, for example {@code scaleOutCluster}. */
    public abstract String name();

    /** Whether an order must give this parameter. */
    public abstract boolean needs(Parameter parameter, Parameters parameters);

    /** Whether an order may give this parameter. */
    public abstract boolean takes(Parameter parameter);

    /** What is bought, for a sentence: {@code 2 × ens.sn1.tiny in cn-beijing-telecom}. */
    public abstract String describe(Parameters parameters);

    /** What a user of this route should know, said once for each build or run. */
    public Optional<String> note() {
        return Optional.empty();
    }

    /** The rule for a value; a route may have one of its own. */
    Rule rule(Parameter parameter) {
        return parameter.rule();
    }

    /** Violations that concern more than one parameter. */
    abstract List<Violation> crossCheck(Parameters parameters, String loginPassword);

    /** The permission (RAM action) that placing an order needs. */
    abstract String ramAction();

    /**
     * Whether the same order twice is the same as once, so that one whose answer was lost may be sent again. Where that is
     * so, it is surveyed before each sending.
     */
    boolean isRepeatable(Parameters parameters) {
        return false;
    }

    /** How many machines an order must have in the end to be whole. */
    abstract long expectedInstances(Parameters parameters);

    /** What a record of this route calls its order, and where people look for it. */
    abstract RouteWords words();

    /** How long an order without an answer is looked for, counted from when it was sent, in milliseconds. */
    long longLookMillis() {
        return TaskSearch.LONG_MILLIS;
    }

    /** How long an order is looked for that was refused in words of no list, in milliseconds. */
    long shortLookMillis() {
        return TaskSearch.SHORT_MILLIS;
    }

    /** What would be sent, for a dry run. */
    abstract RequestPreview preview(Order order, OrderRecord record, boolean hasLoginPassword);

    /**
     * What else the vendor can say about an order before it is made, as lines for a dry run.
     *
     * @param then called once, from any thread
     */
    void inspect(Vendor vendor, Order order, OrderRecord record, Consumer<Answer<List<String>>> then) {
        then.accept(Answer.of(List.of()));
    }

    /**
     * Asks what is there before the order is sent: {@link OrderEvent.What#TASKS}, {@link OrderEvent.What#MAY_NOT_LIST},
     * {@link OrderEvent.What#OURS}, {@link OrderEvent.What#OBJECTION} or {@link OrderEvent.What#QUESTION_FAILED}.
     *
     * @param then called once, from any thread
     */
    abstract void survey(Vendor vendor, Order order, OrderRecord record, Consumer<Finding> then);

    /**
     * Gets what an order needs to leave at once: a place at the gate, and whatever goes with it.
     *
     * @param then called once, from any thread
     */
    abstract void prepare(Vendor vendor, Order order, OrderRecord record, Consumer<Preparation> then);

    /**
     * Sends the order, once.
     *
     * @param ready of {@link #prepare}; its place at the gate is given back when the answer is there
     * @param then called once, from any thread
     */
    abstract void place(
            Vendor vendor, Preparation.Ready ready, Order order, OrderRecord record, Consumer<OrderReply> then);

    /** Looks for one order and asks how far it is; a runner has one of its own. */
    abstract OrderWatch watch(Order order);

    /** A request as a person reads it; its secrets are masked. */
    record RequestPreview(String host, String method, String path, String body) {}
}
