package io.jenkins.plugins.ackedge.api;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/**
 * A body that goes out once. OkHttp sends a request again on its own, for example after 503 with {@code Retry-After: 0},
 * unless its body is of this kind ({@code RetryAndFollowUpInterceptor}); the second writing fails, should that change.
 */
final class OneShotBody extends RequestBody {
    private final byte[] bytes;
    private final MediaType type;
    private final AtomicBoolean written = new AtomicBoolean();

    /** @param type null for none */
    OneShotBody(byte[] bytes, MediaType type) {
        this.bytes = bytes;
        this.type = type;
    }

    @Override
    public MediaType contentType() {
        return type;
    }

    @Override
    public long contentLength() {
        return bytes.length;
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        if (!written.compareAndSet(false, true)) {
            throw new IOException("this request is sent once only");
        }
        sink.write(bytes);
    }
}
