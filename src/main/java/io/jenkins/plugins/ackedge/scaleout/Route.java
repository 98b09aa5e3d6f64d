package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.AckClient;
import io.jenkins.plugins.ackedge.api.Answer;
import io.jenkins.plugins.ackedge.api.Gate;
import io.jenkins.plugins.ackedge.api.OrderReply;
import io.jenkins.plugins.ackedge.api.TaskInfo;
import io.jenkins.plugins.ackedge.api.TaskSummary;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One way to buy nodes. A route knows what must and may be given, how an order is placed, how an order of ours is found
 * again and how far it is; when to do which of these is decided by {@link OrderMachine}, which knows no route by name.
 */
public interface Route {
    /** What {@code via} says, for example {@code scaleOutCluster}. */
    String name();

    /** Whether an order must give this parameter. */
    boolean needs(Parameter parameter, Parameters parameters);

    /** Whether an order may give this parameter. */
    boolean takes(Parameter parameter);

    /** Violations that concern more than one parameter. */
    List<Violation> crossCheck(Parameters parameters, String loginPassword);

    /** What would be sent, for a dry run: method and path, and the body with its secrets masked. */
    RequestPreview preview(Parameters parameters, boolean hasLoginPassword);

    /**
     * Sends the order, once.
     *
     * @param pass the place at the gate; it is given back when the answer is there
     * @param then called once, from any thread
     */
    void place(
            AckClient client, Gate.Pass pass, Parameters parameters, String loginPassword, Consumer<OrderReply> then);

    /** Whether a task in the cluster's list can come from an order of this route. */
    boolean mayBeOurs(TaskSummary task);

    /** The state of the order's task. */
    default void progress(AckClient client, String taskId, Consumer<Answer<TaskInfo>> then) {
        client.describeTaskInfo(taskId, then);
    }

    /** How many machines a task of this order must name as joined before its success is taken for one. */
    long expectedInstances(Parameters parameters);

    /**
     * Whether the same order twice is the same as once, so that one whose answer was lost may be sent again. Where that is
     * so, {@link #objection} is asked before each sending.
     */
    default boolean isRepeatable(Parameters parameters) {
        return false;
    }

    /** Why this order must not be sent to the cluster as it is now; "" if it may. */
    default void objection(AckClient client, Order order, Consumer<Answer<String>> then) {
        then.accept(Answer.of(""));
    }

    /** What a user of this route should know, said once for each build or run. */
    default Optional<String> note() {
        return Optional.empty();
    }

    /** What is bought, for a sentence: {@code 2 × ens.sn1.tiny in cn-beijing-telecom}. */
    String describe(Parameters parameters);

    /** The permission (RAM action) that placing an order needs. */
    String ramAction();

    /** A request as a person reads it. */
    record RequestPreview(String method, String path, String body) {}
}
