package io.jenkins.plugins.ackedge.simulator;

/** One request that reached the simulator, and what became of it. */
public final class Exchange {
    private final Received request;
    private final Operation operation;
    private final long receivedAtMillis;
    private volatile boolean signatureValid;
    private volatile int status;

    Exchange(Received request, Operation operation, long receivedAtMillis) {
        this.request = request;
        this.operation = operation;
        this.receivedAtMillis = receivedAtMillis;
    }

    public String method() {
        return request.method();
    }

    /** The path on the wire, without the query. */
    public String path() {
        return request.path();
    }

    /** The query on the wire; empty if there is none. */
    public String query() {
        return request.query();
    }

    /** The header {@code x-acs-action}, or null. */
    public String action() {
        return request.header("x-acs-action");
    }

    /** The operation that method and path name, with ENS method and action, or null if they name none. */
    public Operation operation() {
        return operation;
    }

    /** The first value of a header, or null. */
    public String header(String name) {
        return request.header(name);
    }

    /** The status answered; 0 while there is none, and for ever if the connection was reset or kept silent. */
    public int status() {
        return status;
    }

    /** Whether key, date, nonce, token and signature were all in order. */
    public boolean signatureValid() {
        return signatureValid;
    }

    /** The simulator's clock. */
    public long receivedAtMillis() {
        return receivedAtMillis;
    }

    /** The body as it was sent, the node password included. */
    public String body() {
        return request.bodyText();
    }

    void signatureWasValid() {
        signatureValid = true;
    }

    void answered(int answeredStatus) {
        status = answeredStatus;
    }

    /** Without the body, which holds the node password. */
    @Override
    public String toString() {
        return request.method() + " " + request.target() + " -> " + status;
    }
}
