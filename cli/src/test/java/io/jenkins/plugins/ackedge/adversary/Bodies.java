package io.jenkins.plugins.ackedge.adversary;

import static io.jenkins.plugins.ackedge.adversary.Answer.json;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What the vendor's server says, in the shapes of its documentation. */
final class Bodies {
    static final String REQUEST_ID = "687C5BAA-D103-4993-884B-C35E4314A1E1";

    private Bodies() {}

    static Answer accepted() {
        return accepted("{{task}}");
    }

    static Answer accepted(String taskId) {
        return json(202, order(taskId));
    }

    static String order(String taskId) {
        return "{\"cluster_id\":\"" + World.CLUSTER + "\",\"request_id\":\"" + REQUEST_ID + "\",\"task_id\":"
                + quoted(taskId) + "}";
    }

    /** An error in the shape of the gateway. */
    static Answer refusal(int status, String code, String message) {
        return json(
                status,
                "{\"RequestId\":\"" + REQUEST_ID + "\",\"HostId\":\"cs.cn-beijing.aliyuncs.com\",\"Code\":"
                        + quoted(code) + ",\"Message\":" + quoted(message) + "}");
    }

    static Answer refusal(int status, String code) {
        return refusal(status, code, "The vendor's words about " + code + ".");
    }

    /** An error in the shape of what stands behind the gateway. */
    static Answer backendError(int status, String code, String message) {
        return json(
                status,
                "{\"code\":" + quoted(code) + ",\"message\":" + quoted(message) + ",\"requestId\":\"" + REQUEST_ID
                        + "\",\"status\":" + status + "}");
    }

    static Answer throttled() {
        return refusal(400, "Throttling.User", "Request was denied due to user flow control.");
    }

    static Answer busy() {
        return backendError(
                400, "InvalidStatus.Forbidden", "cannot operate cluster where state is scaling, please retry later");
    }

    /** A task as DescribeTaskInfo shows it; instances as {@code id:status}. */
    static Answer task(String state, String... instances) {
        return taskWith(state, "", instances);
    }

    /** The same with more fields, for example {@code "error":{…},}. */
    static Answer taskWith(String state, String moreFields, String... instances) {
        String results = Arrays.stream(instances)
                .map(i -> i.split(":", 2))
                .map(i -> "{\"data\":" + quoted(i[0]) + ",\"status\":" + quoted(i[1]) + "}")
                .collect(Collectors.joining(","));
        return json(
                200,
                "{\"task_id\":\"{{task}}\",\"cluster_id\":\"" + World.CLUSTER + "\",\"task_type\":\"cluster_scaleout\","
                        + moreFields + "\"created\":\"{{created}}\",\"updated\":\"{{created}}\",\"state\":"
                        + quoted(state) + ",\"task_result\":[" + results + "]}");
    }

    static Answer running() {
        return task("running");
    }

    static Answer succeeded() {
        return task("success", "i-adv1:success", "i-adv2:success");
    }

    static Answer taskNotFound() {
        return backendError(400, "400", "the task {{task}} not found");
    }

    /** As JSON wants it; control characters escaped, everything else as it is. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
