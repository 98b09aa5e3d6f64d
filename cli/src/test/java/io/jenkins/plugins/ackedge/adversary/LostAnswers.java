package io.jenkins.plugins.ackedge.adversary;

import static io.jenkins.plugins.ackedge.adversary.Answer.html;
import static io.jenkins.plugins.ackedge.adversary.Answer.json;
import static io.jenkins.plugins.ackedge.adversary.Answer.status;
import static io.jenkins.plugins.ackedge.adversary.Bodies.backendError;
import static io.jenkins.plugins.ackedge.adversary.Bodies.refusal;

import java.util.List;

/** Well-formed answers that say nothing certain about the order, which was carried out. */
final class LostAnswers {
    private LostAnswers() {}

    static List<Scenario> scenarios() {
        return of(InDoubt::adopts);
    }

    /** By whatever route it was ordered. */
    static List<Scenario> of(InDoubt.Doubt doubt) {
        return List.of(
                // What HTTP clients follow up on their own.
                doubt.adopts(
                        "503 with Retry-After: 0",
                        refusal(503, "ServiceUnavailable").header("Retry-After", "0")),
                doubt.adopts("503 with Retry-After: 0, no body", status(503).header("Retry-After", "0")),
                doubt.adopts("408", status(408)),
                doubt.adopts("408 with Connection: close", status(408).header("Connection", "close"))
                        .rare(),
                doubt.adopts(
                        "407 with Proxy-Authenticate", status(407).header("Proxy-Authenticate", "Basic realm=\"x\"")),
                doubt.adopts("421", status(421)),
                doubt.adopts("425 with Retry-After: 0", status(425).header("Retry-After", "0")),
                doubt.adopts("301 to itself", status(301).header("Location", "{{self}}"))
                        .rare(),
                doubt.adopts("302 to itself", status(302).header("Location", "{{self}}"))
                        .rare(),
                doubt.adopts("303 to itself", status(303).header("Location", "{{self}}")),
                doubt.adopts("307 to itself", status(307).header("Location", "{{self}}")),
                doubt.adopts("308 to itself", status(308).header("Location", "{{self}}")),
                doubt.adopts("300 without Location", status(300)).rare(),
                doubt.adopts("304", status(304)).rare(),
                // Statuses that do not say whether it ran.
                doubt.adopts("402 with an unknown code", refusal(402, "Payment.New"))
                        .rare(),
                doubt.adopts("409 with an unknown code", refusal(409, "Whatever.New")),
                doubt.adopts("410", status(410)).rare(),
                doubt.adopts("418", refusal(418, "Teapot")).rare(),
                doubt.adopts("429 without a code", status(429)),
                doubt.adopts(
                        "429 with Retry-After: 0 and an unknown code",
                        refusal(429, "TooMany").header("Retry-After", "0")),
                doubt.adopts("499", status(499)),
                doubt.adopts("500 with HTML", html(500, "Internal Server Error")),
                doubt.adopts("502 with HTML", html(502, "Bad Gateway")).rare(),
                doubt.adopts("504 with an error", refusal(504, "GatewayTimeout"))
                        .rare(),
                doubt.adopts("599", status(599)).rare(),
                doubt.adopts("600", status(600)).rare(),
                doubt.adopts("999", status(999)),
                // A refusal's status, but words of somebody who does not know.
                doubt.adopts("400 with the code ServiceUnavailable", refusal(400, "ServiceUnavailable")),
                doubt.adopts("400 with the code InternalError", refusal(400, "InternalError")),
                doubt.adopts("400 with the code 500", backendError(400, "500", "see the log")),
                doubt.adopts("400 that tells of a timeout", refusal(400, "Backend.Failed", "upstream request Timeout")),
                doubt.adopts("400 that tells of a 503", backendError(400, "Backend.Failed", "code: 503, try later")),
                doubt.adopts(
                        "403 that tells of something unavailable",
                        refusal(403, "Denied.New", "is temporarily unavailable")),
                doubt.adopts("404 with the code Conflict", refusal(404, "Conflict.Operation"))
                        .rare(),
                doubt.adopts(
                        "422 that tells of an internal error", backendError(422, "Bad", "Internal error, see support")),
                // A documented code, but not with its status.
                doubt.adopts("500 with the code Forbidden.RAM", refusal(500, "Forbidden.RAM")),
                doubt.adopts("503 with the code Throttling", refusal(503, "Throttling"))
                        .rare(),
                doubt.adopts(
                        "503 with the code Throttling and Retry-After: 0",
                        refusal(503, "Throttling").header("Retry-After", "0")),
                doubt.adopts("409 with the code InvalidStatus.Forbidden", refusal(409, "InvalidStatus.Forbidden")),
                doubt.adopts("429 with the code Forbidden.RAM", refusal(429, "Forbidden.RAM")),
                doubt.adopts("200 with the code Throttling", refusal(200, "Throttling")),
                // Well said, but nothing about a task.
                doubt.adopts("204", status(204)).rare(),
                doubt.adopts("200 without a body", status(200)),
                doubt.adopts("200 with an empty object", json(200, "{}")),
                doubt.adopts("200 with an array", json(200, "[" + Bodies.order("T-ours1") + "]")),
                doubt.adopts("200 with a string", json(200, "\"T-ours1\"")).rare(),
                doubt.adopts("200 with HTML", html(200, "please log in")));
    }
}
