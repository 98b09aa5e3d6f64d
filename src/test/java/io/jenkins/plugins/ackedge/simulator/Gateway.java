package io.jenkins.plugins.ackedge.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What stands in front of the operations, in the order in which a request passes it: the signature, the route, the
 * faults that a test has planned, and then the operation with its own rules.
 */
final class Gateway {
    /** The simulator's own page: no part of the vendor's API, and not signed. */
    static final String LEDGER_PATH = "/_simulator/ledger";

    private final SignatureCheck signatures;
    private final FaultPlan faults;
    private final Operations operations;
    private final Ledger ledger;
    private final EnsWorld ens;
    private final MetadataService metadata;
    private final Pause pause;
    private final LongSupplier clock;
    private final List<Exchange> exchanges = new ArrayList<>();
    private final List<Leak> leaks = new ArrayList<>();

    Gateway(
            SignatureCheck signatures,
            FaultPlan faults,
            Operations operations,
            Ledger ledger,
            EnsWorld ens,
            MetadataService metadata,
            Pause pause,
            LongSupplier clock) {
        this.signatures = signatures;
        this.faults = faults;
        this.operations = operations;
        this.ledger = ledger;
        this.ens = ens;
        this.metadata = metadata;
        this.pause = pause;
        this.clock = clock;
    }

    List<Exchange> exchanges() {
        synchronized (exchanges) {
            return List.copyOf(exchanges);
        }
    }

    List<Leak> leaks() {
        synchronized (exchanges) {
            return List.copyOf(leaks);
        }
    }

    Answer answer(Received request) {
        if (request.method().equals("GET") && request.path().equals(LEDGER_PATH)) {
            ObjectNode bills = ledger.toJson();
            bills.set("ens", ens.bill().toJson());
            return Answer.json(200, Json.write(bills));
        }
        Optional<Operation.Route> route = route(request);
        Exchange exchange =
                new Exchange(request, route.map(Operation.Route::operation).orElse(null), clock.getAsLong());
        synchronized (exchanges) {
            exchanges.add(exchange);
            leaks.addAll(Leak.in(request, ens.scripts()));
        }
        if (MetadataService.isFor(request)) {
            Answer answer = metadata.answer(request);
            exchange.answered(answer.status());
            return answer;
        }
        String requestId = Ids.request();
        Answer answer;
        try {
            answer = pass(request, route, exchange, requestId);
        } catch (Refusal refusal) {
            answer = refusal.answer();
        }
        exchange.answered(answer.status());
        return answer.with("x-acs-request-id", requestId);
    }

    private static Optional<Operation.Route> route(Received request) {
        try {
            return Operation.route(request);
        } catch (IllegalArgumentException badEncoding) {
            return Optional.empty();
        }
    }

    private Answer pass(Received request, Optional<Operation.Route> route, Exchange exchange, String requestId)
            throws Refusal {
        String accessKeyId = signatures.verify(request, requestId);
        exchange.signatureWasValid();
        // Action and version are signed like the path, and they must mean the same operation.
        if (route.isEmpty()
                || !route.get().operation().action().equals(request.header("x-acs-action"))
                || !route.get().operation().version().equals(request.header("x-acs-version"))) {
            throw new Refusal(Errors.noSuchApi(requestId));
        }
        Caller caller = new Caller(accessKeyId, requestId);
        Fault fault = faults.take(route.get().operation());
        if (fault == null) {
            return operations.execute(route.get(), request, caller);
        }
        return fault.run(
                new Fault.Turn(route.get(), requestId, () -> operations.execute(route.get(), request, caller), pause));
    }
}
