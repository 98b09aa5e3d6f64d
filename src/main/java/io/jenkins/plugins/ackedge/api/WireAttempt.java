package io.jenkins.plugins.ackedge.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;

/** One request under way: notes whether it has left, reads the answer, and tells it once. */
final class WireAttempt extends EventListener implements Callback {
    private static final Logger LOGGER = Logger.getLogger(WireAttempt.class.getName());

    private final Consumer<WireAnswer> then;
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile boolean headersLeft;

    WireAttempt(Consumer<WireAnswer> then) {
        this.then = then;
    }

    /** The call's own listener: the request carries it, so that one client serves all calls. */
    static EventListener of(Call call) {
        WireAttempt attempt = call.request().tag(WireAttempt.class);
        return attempt == null ? EventListener.NONE : attempt;
    }

    /**
     * The outermost interceptor: what the others throw, if it is no IOException, would otherwise end in the thread's own
     * handler, which prints it.
     */
    static Response intercept(Interceptor.Chain chain) throws IOException {
        try {
            return chain.proceed(chain.request());
        } catch (RuntimeException | Error e) {
            throw OkHttpWire.asIo(e);
        }
    }

    /** Name resolution, connect, the proxy's CONNECT and TLS are over; from here on a byte may have left. */
    @Override
    public void requestHeadersStart(Call call) {
        headersLeft = true;
    }

    @Override
    public void onFailure(Call call, IOException e) {
        failed(e);
    }

    @Override
    public void onResponse(Call call, Response response) {
        WireAnswer answer;
        try (response) {
            answer = read(response);
        } catch (Throwable e) {
            failed(e);
            return;
        }
        tell(answer);
    }

    /** No answer came, or none that could be read. */
    void failed(Throwable e) {
        tell(WireAnswer.none(headersLeft, OkHttpWire.asIo(e)));
    }

    private WireAnswer read(Response response) {
        Map<String, String> headers = OkHttpWire.byName(response.headers());
        BufferedSource source = response.body().source();
        IOException failure = null;
        boolean tooLarge = false;
        try {
            tooLarge = source.request(WireAnswer.MAX_BODY + 1L);
        } catch (IOException e) {
            failure = e;
        }
        Buffer read = source.getBuffer();
        byte[] body;
        try {
            body = read.readByteArray(Math.min(read.size(), WireAnswer.MAX_BODY));
        } catch (IOException e) {
            throw new UncheckedIOException("what is in memory can be read", e);
        }
        return new WireAnswer(response.code(), headers, body, tooLarge, headersLeft, failure);
    }

    private void tell(WireAnswer answer) {
        if (!told.compareAndSet(false, true)) {
            return;
        }
        try {
            then.accept(answer);
        } catch (RuntimeException | Error e) {
            LOGGER.log(Level.WARNING, "An answer was not dealt with, by a mistake in this program", e);
        }
    }
}
