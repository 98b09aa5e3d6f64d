package io.jenkins.plugins.ackedge.simulator;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;

/** Speaks HTTP through MockWebServer, which serves every connection on a thread of its own: stalls hold up nobody. */
final class HttpFace extends Dispatcher {
    private static final Logger LOG = Logger.getLogger(HttpFace.class.getName());

    private final MockWebServer server;
    private final Gateway gateway;
    private final Pause pause;
    private final LongSupplier clock;

    HttpFace(MockWebServer server, Gateway gateway, Pause pause, LongSupplier clock) {
        this.server = server;
        this.gateway = gateway;
        this.pause = pause;
        this.clock = clock;
    }

    @Override
    public MockResponse dispatch(RecordedRequest recorded) throws InterruptedException {
        // MockWebServer keeps every request for takeRequest(); the gateway keeps its own list.
        server.takeRequest(0, TimeUnit.MILLISECONDS);
        byte[] body =
                recorded.getBody() == null ? new byte[0] : recorded.getBody().toByteArray();
        Received request = new Received(
                recorded.getMethod(),
                recorded.getTarget(),
                recorded.getHeaders().toMultimap(),
                body);
        try {
            return toResponse(gateway.answer(request));
        } catch (RuntimeException e) {
            // A test's own code may throw here. MockWebServer would leave the client waiting for ever.
            LOG.log(Level.SEVERE, "the simulator failed", e);
            return toResponse(Errors.text(500, "the simulator failed: " + e));
        }
    }

    private MockResponse toResponse(Answer answer) {
        MockResponse.Builder response = new MockResponse.Builder();
        switch (answer.connection()) {
            case SILENT -> {
                pause.untilClosed();
                return response.onResponseStart(new SocketEffect.CloseSocket()).build();
            }
            case RESET -> {
                LoopbackSockets.resetNext();
                return response.onResponseStart(new SocketEffect.CloseSocket()).build();
            }
            default -> {
                return reply(response, answer);
            }
        }
    }

    private MockResponse reply(MockResponse.Builder response, Answer answer) {
        response.code(answer.status());
        response.setHeader(
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        Instant.ofEpochMilli(clock.getAsLong()).atOffset(ZoneOffset.UTC)));
        byte[] body = answer.body();
        boolean cut = answer.connection() == Answer.Connection.CUT;
        response.body(new Buffer().write(body, 0, cut ? body.length / 2 : body.length));
        if (cut) {
            // A body of no bytes cannot be cut short, so at least one is promised.
            response.setHeader("Content-Length", Math.max(1, body.length));
            response.onResponseEnd(new SocketEffect.CloseSocket());
        }
        if (answer.contentType() != null) {
            response.setHeader("Content-Type", answer.contentType());
        }
        answer.headers().forEach(response::setHeader);
        return response.build();
    }
}
