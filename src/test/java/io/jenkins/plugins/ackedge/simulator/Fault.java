package io.jenkins.plugins.ackedge.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * One way in which a request can go wrong although it is well signed and its route exists. "Before" means that the
 * operation is not executed, "after" that it is: an order is then on the bill, whatever its sender gets to see.
 */
public final class Fault {
    /** What a fault may do with the request in its hands: not execute it, execute it, and wait. */
    interface Course {
        Answer run(Turn turn);
    }

    /** One request's turn. */
    record Turn(Operation.Route route, String requestId, Supplier<Answer> execution, Pause pause) {
        Answer execute() {
            return execution.get();
        }
    }

    private final Course course;

    private Fault(Course course) {
        this.course = course;
    }

    Answer run(Turn turn) {
        return course.run(turn);
    }

    private static Fault instead(Course course) {
        return new Fault(course);
    }

    private static Fault after(UnaryOperator<Answer> change) {
        return new Fault(turn -> change.apply(turn.execute()));
    }

    /** 400 with the code Throttling.User: refused before it runs. */
    public static Fault throttled() {
        return instead(turn -> Errors.throttled(400, turn.requestId()));
    }

    /** 429 with a {@code Retry-After} in seconds. */
    public static Fault throttled429(long retryAfterSeconds) {
        return instead(
                turn -> Errors.throttled(429, turn.requestId()).with("Retry-After", Long.toString(retryAfterSeconds)));
    }

    /** As if the cluster were busy with another scale-out. */
    public static Fault busy() {
        return instead(turn -> Errors.busy("scaling", turn.requestId()));
    }

    public static Fault serverErrorBefore(int status) {
        return instead(turn -> serverError(status, turn));
    }

    public static Fault serverErrorAfter(int status) {
        return new Fault(turn -> {
            turn.execute();
            return serverError(status, turn);
        });
    }

    private static Answer serverError(int status, Turn turn) {
        String code = status == 503 ? "ServiceUnavailable" : "InternalError";
        String message = "The request has failed due to a temporary failure of the server.";
        return Errors.gateway(status, code, message, turn.requestId());
    }

    /** The connection is reset and nothing was executed. */
    public static Fault resetBefore() {
        return instead(turn -> Answer.reset());
    }

    public static Fault resetAfter() {
        return after(answer -> Answer.reset());
    }

    /** Executed, and answered as if it had gone wrong in that way. */
    public static Fault executedBut(Fault answer) {
        return new Fault(turn -> {
            turn.execute();
            return answer.run(turn);
        });
    }

    /** Executed, and its answer's body is changed on the way. */
    public static Fault rewritten(UnaryOperator<String> body) {
        return after(answer -> answer.withBody(body.apply(answer.bodyText())));
    }

    /** The same, with one more header in the answer. */
    public Fault with(String header, String value) {
        return new Fault(turn -> run(turn).with(header, value));
    }

    /** Neither executed nor ever answered. */
    public static Fault timeoutBefore() {
        return instead(turn -> Answer.silence());
    }

    /** Executed and never answered. */
    public static Fault timeoutAfter() {
        return after(answer -> Answer.silence());
    }

    /** Executes at once, answers so much real time later. */
    public static Fault delay(long millis) {
        return new Fault(turn -> {
            Answer answer = turn.execute();
            return turn.pause().sleep(millis) ? answer : Answer.reset();
        });
    }

    /** Waits so much real time, then executes and answers. */
    public static Fault delayBefore(long millis) {
        return new Fault(turn -> turn.pause().sleep(millis) ? turn.execute() : Answer.reset());
    }

    public static Fault xmlError(int status, String code, String message) {
        return instead(turn -> Errors.xml(status, code, message, turn.requestId()));
    }

    public static Fault plainTextError(int status, String text) {
        return instead(turn -> Errors.text(status, text));
    }

    /** {@code {"RequestId","HostId","Code","Message","Recommend"}}. */
    public static Fault capitalisedError(int status, String code, String message) {
        return instead(turn -> Errors.gateway(status, code, message, turn.requestId()));
    }

    /** {@code {"code","message","requestId","status"}}. */
    public static Fault ackError(int status, String code, String message) {
        return instead(turn -> Errors.ack(status, code, message, turn.requestId()));
    }

    /** 403 Forbidden.RAM with its AccessDeniedDetail. */
    public static Fault accessDenied() {
        return instead(turn -> Errors.accessDenied(turn.route().operation(), turn.requestId()));
    }

    /** 400 "the task … not found", as right after a submit. */
    public static Fault taskNotFound() {
        return instead(turn -> Errors.taskNotFound(turn.route().ids().get(0), turn.requestId()));
    }

    /** 307: a client that follows it sends its order, body and all, to another place. */
    public static Fault redirect(String location) {
        return instead(
                turn -> Answer.of(307, "text/plain;charset=utf-8", "moved").with("Location", location));
    }

    /** Executed; half of the answer comes, then the connection is closed. */
    public static Fault truncatedAfter() {
        return after(Answer::cut);
    }

    /** Executed; the JSON answer is valid, and its first field holds so many bytes of nothing. */
    public static Fault hugeAfter(int bytes) {
        return after(answer -> {
            ObjectNode padded = Json.object();
            padded.put("padding", "x".repeat(bytes));
            ObjectNode real = Json.readObject(answer.bodyText());
            if (real != null) {
                padded.setAll(real);
            }
            return Answer.json(answer.status(), Json.write(padded));
        });
    }

    /** Executed; 200 with a page of HTML, as a proxy in between sends it. */
    public static Fault notJsonAfter() {
        return after(
                answer -> Answer.of(200, "text/html;charset=utf-8", "<html><body>Welcome to nginx!</body></html>"));
    }

    /** Executed; 200 with no body. */
    public static Fault emptyAfter() {
        return after(answer -> Answer.empty(200));
    }

    /** Executed; the answer lacks {@code task_id}, as aliyungo has to expect it. */
    public static Fault withoutTaskIdAfter() {
        return after(answer -> {
            ObjectNode body = Json.readObject(answer.bodyText());
            if (body == null) {
                return answer;
            }
            body.remove("task_id");
            return answer.withBody(Json.write(body));
        });
    }

    /** 400 NoPermission, ENS's own word for a key that may not do this. */
    public static Fault noPermission() {
        return instead(turn -> Errors.ens(
                "NoPermission", "Permission denied: " + turn.route().operation().permission(), turn.requestId()));
    }

    /** 400 StockNotEnough, although the stock's own answer may say otherwise. */
    public static Fault stockNotEnough() {
        return instead(turn -> Errors.ens("StockNotEnough", "The stock is not enough.", turn.requestId()));
    }

    /** 400 OrderFailed, ENS's refusal without a reason. */
    public static Fault orderFailed() {
        return instead(turn -> Errors.ens("OrderFailed", "The order failed.", turn.requestId()));
    }

    /** RunInstances: executed, and the answer names none of the machines. */
    public static Fault withoutInstanceIdsAfter() {
        return instanceIds((answer, ids) -> answer.remove("InstanceIds"));
    }

    /** RunInstances: executed, and the answer lacks so many of the machines, the last ones. */
    public static Fault fewerInstanceIdsAfter(int missing) {
        return instanceIds((answer, ids) -> {
            for (int i = 0; i < missing && !ids.isEmpty(); i++) {
                ids.remove(ids.size() - 1);
            }
        });
    }

    /** RunInstances: executed, and the ids come as {@code {"InstanceIds":{"InstanceIds":[..]}}}. */
    public static Fault wrappedInstanceIdsAfter() {
        return instanceIds((answer, ids) -> answer.putObject("InstanceIds").set("InstanceIds", ids));
    }

    private static Fault instanceIds(BiConsumer<ObjectNode, ArrayNode> change) {
        return after(answer -> {
            ObjectNode body = Json.readObject(answer.bodyText());
            if (body == null || !(body.get("InstanceIds") instanceof ArrayNode ids)) {
                return answer;
            }
            change.accept(body, ids);
            return answer.withBody(Json.write(body));
        });
    }

    /** 404 InvalidApi.NotFound, as when the vendor has taken the operation away. */
    public static Fault gone() {
        return instead(turn -> Errors.noSuchApi(turn.requestId()));
    }

    /** 400 SignatureNonceUsed, as a request gets it that has been delivered before. */
    public static Fault nonceUsed() {
        return instead(turn -> Errors.gateway(
                400, "SignatureNonceUsed", "Specified signature nonce was used already.", turn.requestId()));
    }

    /**
     * Chooses by the id in the request's path, a cluster's or a task's, when the request is there; with ENS by the
     * parameter {@code InstanceId}, empty if there is none.
     *
     * @param choice null for a request that goes well
     */
    public static Fault byId(Function<String, Fault> choice) {
        return new Fault(turn -> {
            Fault chosen = choice.apply(turn.route().ids().get(0));
            return chosen == null ? turn.execute() : chosen.run(turn);
        });
    }

    /** Runs code before and after executing, and answers as usual. Either may be null. */
    public static Fault hook(Runnable before, Runnable after) {
        return new Fault(turn -> {
            if (before != null) {
                before.run();
            }
            Answer answer = turn.execute();
            if (after != null) {
                after.run();
            }
            return answer;
        });
    }
}
