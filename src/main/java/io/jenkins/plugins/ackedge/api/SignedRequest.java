package io.jenkins.plugins.ackedge.api;

import java.util.SortedMap;

/**
 * A request as it goes out.
 *
 * @param method GET, POST or PUT
 * @param url absolute; path and query are percent-encoded and go out exactly so, since they are signed
 * @param headers names in lower case, Authorization included
 * @param body empty for a request without one
 * @param order must not be sent twice: HTTP/1.1, connection of its own, body at most once, the patient limits
 */
public record SignedRequest(String method, String url, SortedMap<String, String> headers, byte[] body, boolean order) {

    /** A record would print the signature, and with the body the password. */
    @Override
    public String toString() {
        return method + " " + url + (order ? " (order)" : "");
    }
}
