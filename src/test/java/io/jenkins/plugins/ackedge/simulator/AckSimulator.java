package io.jenkins.plugins.ackedge.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLSocketFactory;
import mockwebserver3.MockWebServer;
import okhttp3.Protocol;

/**
 * An Alibaba Cloud ACK control plane on loopback, and on the same port the ENS and the STS of the same account, and the
 * metadata service of an ECS instance. It verifies signatures, keeps the vendor's rules, runs tasks by its
 * own clock and writes a bill of everything that was ordered. It can be made to fail in every way that matters to a
 * client that must never order twice.
 */
public final class AckSimulator implements AutoCloseable {
    private final MockWebServer server = new MockWebServer();
    private final Pause pause = new Pause();
    private final FaultPlan faults = new FaultPlan();
    private final Ledger ledger;
    private final ControlPlane plane;
    private final EnsWorld ens;
    private final SimulatedSts sts;
    private final MetadataService metadata;
    private final Gateway gateway;
    private final boolean isHttps;

    private AckSimulator(Builder builder) {
        ledger = new Ledger(builder.onOrder);
        plane = new ControlPlane(builder.clock, builder.stageMillis, builder.busyWhileScaling, ledger);
        ens = new EnsWorld(builder.clock, builder.stageMillis);
        Map<String, String> secrets = builder.secrets.isEmpty() ? Map.of("testid", "testsecret") : builder.secrets;
        IssuedKeys issued = new IssuedKeys(builder.clock);
        sts = new SimulatedSts(issued);
        metadata = new MetadataService(issued, builder.clock);
        SignatureCheck signatures = new SignatureCheck(
                new AccessKeys(secrets, builder.tokens, issued), builder.clock, builder.checkTimestamps);
        EnsOperations ensOperations = new EnsOperations(ens, plane, builder.clock);
        Operations operations = new Operations(plane, ens, ensOperations, sts, builder.acceptedStatus);
        gateway = new Gateway(signatures, faults, operations, ledger, ens, metadata, pause, builder.clock);
        server.setServerSocketFactory(new LoopbackSockets());
        isHttps = builder.tls != null;
        if (isHttps) {
            server.useHttps(builder.tls);
            server.setProtocols(List.of(Protocol.HTTP_1_1)); // which has the Host header that is signed
        }
        server.setDispatcher(new HttpFace(server, gateway, pause, builder.clock));
        try {
            server.start(InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1}), builder.port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A free port, the system's clock, and the key {@code testid} with the secret {@code testsecret}. */
    public static AckSimulator start() {
        return builder().start();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** {@code http://127.0.0.1:PORT}, or {@code https} with a certificate. */
    public String url() {
        return (isHttps ? "https" : "http") + "://127.0.0.1:" + port();
    }

    public int port() {
        return server.getPort();
    }

    public Ledger ledger() {
        return ledger;
    }

    /** The machines of ENS, their bill, and the settings of their world. */
    public EnsWorld ens() {
        return ens;
    }

    /** The roles of the account, and the keys that STS gave for them. */
    public SimulatedSts sts() {
        return sts;
    }

    /** The metadata service of an ECS instance, at the same address. */
    public MetadataService metadata() {
        return metadata;
    }

    /** The secrets that came in a URL, in the order of their arrival; a good client causes none. */
    public List<Leak> leaks() {
        return gateway.leaks();
    }

    /** Every request so far, in the order of arrival, those included that wait for their answer. */
    public List<Exchange> exchanges() {
        return gateway.exchanges();
    }

    /** The next request of the operation misbehaves; faults queue up, one for each request. */
    public void on(Operation operation, Fault fault) {
        faults.next(operation, fault);
    }

    /** The nth request of the operation misbehaves, counted from 1 and from now on. */
    public void on(Operation operation, int nth, Fault fault) {
        faults.nth(operation, nth, fault);
    }

    /** Every request of the operation misbehaves that has no other fault, until {@link #clear()}. */
    public void always(Operation operation, Fault fault) {
        faults.always(operation, fault);
    }

    /** Forgets all planned faults. */
    public void clear() {
        faults.clear();
    }

    /** Created on demand: any well-formed id is a running edge cluster until it is removed. */
    public SimulatedCluster cluster(String clusterId) {
        return plane.cluster(clusterId);
    }

    /** How tasks end that are created from now on. */
    public void ending(TaskEnding ending) {
        plane.ending(ending);
    }

    /** @throws NoSuchElementException if there is no such task */
    public SimulatedTask task(String taskId) {
        SimulatedTask task = plane.task(taskId);
        if (task == null) {
            throw new NoSuchElementException("no task " + taskId);
        }
        return task;
    }

    /** Ends all connections, the silent ones too. */
    @Override
    public void close() {
        pause.close();
        server.close();
    }

    /** Settings; every one has a default. */
    public static final class Builder {
        private final Map<String, String> secrets = new LinkedHashMap<>();
        private final Map<String, String> tokens = new LinkedHashMap<>();
        private int port;
        private SSLSocketFactory tls;
        private LongSupplier clock = System::currentTimeMillis;
        private long stageMillis = 1000;
        private boolean busyWhileScaling = true;
        private boolean checkTimestamps = true;
        private int acceptedStatus = 200;
        private Consumer<LedgerEntry> onOrder = entry -> {};

        private Builder() {}

        /** 0 for a free one. */
        public Builder port(int newPort) {
            port = newPort;
            return this;
        }

        /** With the certificate that this factory shows. */
        public Builder https(SSLSocketFactory factory) {
            tls = factory;
            return this;
        }

        /** The simulator's clock: tasks pass through their stages by it, and signatures expire by it. */
        public Builder clock(LongSupplier nowMillis) {
            clock = nowMillis;
            return this;
        }

        /** May be called several times. Without any call the key is {@code testid} with {@code testsecret}. */
        public Builder accessKey(String id, String secret) {
            secrets.put(id, secret);
            return this;
        }

        /** The access key is a temporary one and needs this STS token. */
        public Builder securityToken(String accessKeyId, String token) {
            tokens.put(accessKeyId, token);
            return this;
        }

        /** How long each of a task's four stages takes. */
        public Builder stageMillis(long millis) {
            stageMillis = millis;
            return this;
        }

        /** Whether a cluster with a running scale-out refuses another; it does if this is not called. */
        public Builder busyWhileScaling(boolean on) {
            busyWhileScaling = on;
            return this;
        }

        /** Whether {@code x-acs-date} must be within 15 minutes of the clock; it must if this is not called. */
        public Builder checkTimestamps(boolean on) {
            checkTimestamps = on;
            return this;
        }

        /** The status of an accepted order: 200 as the page says, or 202 as the older one did. */
        public Builder acceptedStatus(int status) {
            acceptedStatus = status;
            return this;
        }

        /** Called for every order on the bill, while the order is being executed. */
        Builder onOrder(Consumer<LedgerEntry> listener) {
            onOrder = listener;
            return this;
        }

        public AckSimulator start() {
            return new AckSimulator(this);
        }
    }
}
