package io.jenkins.plugins.ackedge.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The shapes in which ACK and the gateway in front of it report errors (fact sheet, section 5, "Body shapes to
 * accept"). Every JSON one carries the request's id, which the header {@code x-acs-request-id} repeats.
 */
final class Errors {
    private Errors() {}

    /** Shape 1, ACK's own: {@code {"code","message","requestId","status"}} (alibaba-cloud-sdk-go issue 476). */
    static Answer ack(int status, String code, String message, String requestId) {
        ObjectNode body = Json.object();
        body.put("code", code);
        body.put("message", message);
        body.put("requestId", requestId);
        body.put("status", status);
        return Answer.json(status, Json.write(body));
    }

    /** Shape 2, the gateway's: {@code {"RequestId","HostId","Code","Message","Recommend"}}. */
    static Answer gateway(int status, String code, String message, String requestId) {
        return Answer.json(
                status, Json.write(gatewayBody("cs.cn-beijing.aliyuncs.com", "CS", code, message, requestId)));
    }

    /** The same shape from ENS, whose refusals are all 400 (ENS fact sheet, section 2, "Errors seen"). */
    static Answer ens(String code, String message, String requestId) {
        return Answer.json(400, Json.write(gatewayBody("ens.aliyuncs.com", "Ens", code, message, requestId)));
    }

    /** The same shape from STS. */
    static Answer sts(int status, String code, String message, String requestId) {
        return Answer.json(status, Json.write(gatewayBody("sts.aliyuncs.com", "Sts", code, message, requestId)));
    }

    private static ObjectNode gatewayBody(String host, String product, String code, String message, String requestId) {
        ObjectNode body = Json.object();
        body.put("RequestId", requestId);
        body.put("HostId", host);
        body.put("Code", code);
        body.put("Message", message);
        body.put("Recommend", "https://api.aliyun.com/troubleshoot?q=" + code + "&product=" + product);
        return body;
    }

    /** Shape 3: access denied, with the details that may name policies and people. */
    static Answer accessDenied(Operation operation, String requestId) {
        ObjectNode body = gatewayBody(
                operation.host(),
                operation.product(),
                "Forbidden.RAM",
                "User not authorized to operate on the specified resource.",
                requestId);
        ObjectNode detail = body.putObject("AccessDeniedDetail");
        detail.put("AuthAction", operation.permission());
        detail.put("AuthPrincipalType", "SubUser");
        detail.put("AuthPrincipalOwnerId", "1234567890123456");
        detail.put("AuthPrincipalDisplayName", "200012345678901234");
        detail.put("NoPermissionType", "ImplicitDeny");
        detail.put("PolicyType", "AccountLevelIdentityBasedPolicy");
        detail.put("EncodedDiagnosticMessage", "AQEAAAAAaH");
        return Answer.json(403, Json.write(body));
    }

    /** Shape 4: XML, which the vendor's client reads as well (TEA doRequest). */
    static Answer xml(int status, String code, String message, String requestId) {
        return Answer.of(
                status,
                "text/xml;charset=utf-8",
                "<?xml version='1.0' encoding='UTF-8'?><Error><RequestId>" + requestId
                        + "</RequestId><HostId>cs.cn-beijing.aliyuncs.com</HostId><Code>" + escape(code)
                        + "</Code><Message>" + escape(message) + "</Message></Error>");
    }

    /** Shape 5: plain text. */
    static Answer text(int status, String text) {
        return Answer.of(status, "text/plain;charset=utf-8", text);
    }

    /** What the gateway says to a method and path that are no operation; also to one that has been taken away. */
    static Answer noSuchApi(String requestId) {
        return gateway(
                404, "InvalidApi.NotFound", "Specified api is not found, please check your url and method.", requestId);
    }

    /** The status is 400 and not 404, as real output shows (alibaba-cloud-sdk-go issue 476). */
    static Answer taskNotFound(String taskId, String requestId) {
        return ack(400, "400", "the task " + taskId + " not found", requestId);
    }

    /** Real output of terraform-provider-alicloud issue 3833. */
    static Answer busy(String state, String requestId) {
        return ack(400, "InvalidStatus.Forbidden", "cannot operate cluster where state is " + state, requestId);
    }

    static Answer clusterNotFound(String clusterId, String requestId) {
        return ack(404, "ErrorClusterNotFound", "cluster (" + clusterId + ") not found in our records", requestId);
    }

    static Answer invalidParameter(String message, String requestId) {
        return ack(400, "InvalidParameter", message, requestId);
    }

    /** Throttling is a 400 (help.aliyun.com/document_detail/48054.html); it is refused before anything runs. */
    static Answer throttled(int status, String requestId) {
        return gateway(status, "Throttling.User", "Request was denied due to user flow control.", requestId);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
