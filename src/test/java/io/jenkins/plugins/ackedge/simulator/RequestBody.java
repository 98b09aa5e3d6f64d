package io.jenkins.plugins.ackedge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** Reads the body of a request that must have one. */
final class RequestBody {
    private RequestBody() {}

    /**
     * A body that is not announced as JSON gets a plain text with status 500
     * (aliyun-openapi-python-sdk issue 121; fact sheet, section 5, shape 5).
     */
    static ObjectNode read(Received request, Caller caller) throws Refusal {
        String type = request.header("content-type");
        String essence = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!essence.equals("application/json")) {
            throw new Refusal(Errors.text(500, "code=415, message=Unsupported Media Type"));
        }
        ObjectNode body = Json.readObject(request.bodyText());
        if (body == null) {
            throw new Refusal(Errors.invalidParameter("the body is not a JSON object", caller.requestId()));
        }
        return body;
    }

    /** A whole number of JSON's own: neither a text nor a fraction. */
    static boolean isWhole(JsonNode value) {
        return value != null && value.isIntegralNumber() && value.canConvertToLong();
    }
}
