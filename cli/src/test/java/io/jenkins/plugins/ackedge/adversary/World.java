package io.jenkins.plugins.ackedge.adversary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** What one scenario has to itself: a hostile server, a folder with the state file, and rules that hold after every run. */
final class World implements AutoCloseable {
    static final String CLUSTER = "Cccfd68c474454665ace07efce924abcd";

    /** For a run that hangs: no scenario needs more than four minutes, on a machine that has nothing else to do. */
    private static final Duration LIMIT = Duration.ofMinutes(20);

    /** A second run that would order again does so after its first look; one that has asked so often only looks. */
    private static final int GLANCE = 3;

    final HostileAck ack;
    final Path folder;
    final Path stateFile;
    private final Path logs;
    private Command command;
    private Answer accepted = Bodies.accepted();
    private final List<Run> runs = new CopyOnWriteArrayList<>();

    World(Path folder, Duration skew) throws IOException {
        ack = new HostileAck(skew);
        this.folder = Files.createDirectories(folder.resolve("state"));
        logs = Files.createDirectories(folder.resolve("logs"));
        stateFile = this.folder.resolve("order.json");
        command = Command.scaleOut(ack.endpoint(), stateFile);
    }

    @Override
    public void close() throws IOException {
        ack.close();
        runs.forEach(Run::beginToKill);
    }

    /** From now on orders are placed with ENS. */
    void orderByEns() {
        command = Command.scaleOutByEns(ack.endpoint(), stateFile);
        accepted = EnsBodies.ordered();
        ack.onOrder(OrderStep.carriedOut(accepted));
    }

    /** How an order is accepted by the route that is used. */
    Answer accepted() {
        return accepted;
    }

    HostileEns ens() {
        return ack.ens();
    }

    Command command() {
        return command;
    }

    void commandIs(Command other) {
        command = other;
    }

    Outcome run() throws Exception {
        return run(command());
    }

    /** Runs it to its end, which must come in time. */
    Outcome run(Command command) throws Exception {
        return end(start(command));
    }

    Run start(Command command) throws Exception {
        int before = ack.requests().size();
        Run run = Run.start(command, logs, runs.isEmpty(), () -> ack.requests().size() > before);
        runs.add(run);
        return run;
    }

    /** A run that is killed, as by {@code kill -9}, when its order has been billed. */
    void killWhileOrdering(OrderStep step) throws Exception {
        ack.onOrder(step);
        Run run = start(command());
        await("the order", () -> !ack.orders().isEmpty());
        run.kill();
        assertOrders(1);
    }

    /** Starts them at the same moment, as far as a machine can. */
    List<Run> startTogether(Command... commands) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(commands.length);
        try {
            List<Future<Run>> starting = new ArrayList<>();
            for (Command command : commands) {
                starting.add(threads.submit(() -> start(command)));
            }
            List<Run> started = new ArrayList<>();
            for (Future<Run> run : starting) {
                started.add(run.get());
            }
            return started;
        } finally {
            threads.shutdown();
        }
    }

    /** Waits for the end of a run and checks what must hold after each. */
    Outcome end(Run run) throws Exception {
        if (!run.endsWithin(LIMIT)) {
            Outcome soFar = run.outcome();
            run.kill();
            fail("still running after " + LIMIT.toMinutes() + " min: " + soFar + ", requests: " + lastRequests());
        }
        return checked(run.outcome());
    }

    /** Starts it, lets it ask some times, and kills it if it still runs. */
    Outcome glance(Command command) throws Exception {
        return glance(command, GLANCE, Duration.ZERO);
    }

    /** Starts it, lets it run for so long after its first request, and kills it if it still runs. */
    Outcome glance(Command command, Duration time) throws Exception {
        return glance(command, 1, time);
    }

    private Outcome glance(Command command, int requests, Duration time) throws Exception {
        int before = ack.requests().size();
        Run run = start(command);
        for (int i = 0; i < 3000 && ack.requests().size() < before + requests; i++) {
            if (run.endsWithin(Duration.ofMillis(100))) {
                break;
            }
        }
        if (!run.endsWithin(time)) {
            run.kill();
        }
        return checked(run.outcome());
    }

    /** A second run with the same state file looks at tasks or machines, and that is all. */
    void runsAgainAndOnlyLooks() throws Exception {
        int orders = ack.orders().size();
        int requests = ack.requests().size();
        Outcome again = glance(command());
        assertOrders(orders);
        again.exits(Outcome.KILLED, 6, 0);
        assertTrue(
                ack.requests().stream().skip(requests).anyMatch(Request::isLook),
                () -> "the second run did not look: " + again);
    }

    /** A second run after a success tells the same and asks for nothing to be bought. */
    void runsAgainAndIsDone() throws Exception {
        int orders = ack.orders().size();
        int requests = ack.requests().size();
        run().exits(0);
        assertEquals(requests, ack.requests().size(), this::lastRequests);
        assertOrders(orders);
    }

    /** After a refusal that is certain, a second run orders, and well. */
    void runsAgainAndOrders() throws Exception {
        runsAgainAndOrders(command());
    }

    void runsAgainAndOrders(Command command) throws Exception {
        int orders = ack.orders().size();
        ack.onOrder(OrderStep.carriedOut(accepted));
        run(command).exits(0);
        assertOrders(orders + 1);
    }

    void assertOrders(int expected) {
        assertEquals(expected, ack.orders().size(), () -> "orders billed; requests: " + lastRequests());
    }

    /** What is certain is not looked for. */
    void assertNeverLooked() {
        List<Request> all = ack.requests();
        int order = all.indexOf(ack.orders().get(0));
        assertTrue(all.stream().skip(order).noneMatch(Request::isLook), this::lastRequests);
    }

    void await(String what, BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 6000; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            Thread.sleep(100);
        }
        fail(what + " did not come within ten minutes; requests: " + lastRequests());
    }

    private Outcome checked(Outcome outcome) throws IOException {
        if (!ack.bought().isEmpty()) {
            outcome.neverSaysThatNothingWasOrdered()
                    .neverSays("no task appeared")
                    .neverSaysTheStateIs("REJECTED");
        }
        outcome.neverSays("\tat ").neverSays("Exception in thread").neverSays("OutOfMemoryError");
        check(outcome.out(), "standard output", outcome.out().startsWith("{"));
        check(outcome.err(), "standard error", false);
        checkFiles();
        ack.requests().forEach(request -> check(request.path() + request.query(), "a URL", false));
        assertEquals(List.of(), ens().wrongs(), this::lastRequests);
        return outcome;
    }

    /** Also those that a scenario moved or linked, but not the logs. */
    private void checkFiles() throws IOException {
        List<Path> regular;
        try (Stream<Path> files = Files.walk(logs.getParent())) {
            regular = files.filter(file -> !file.startsWith(logs) && Files.isRegularFile(file))
                    .toList();
        }
        for (Path file : regular) {
            if (Files.isReadable(file) && Files.size(file) < 4_000_000) {
                check(new String(Files.readAllBytes(file), StandardCharsets.UTF_8), file.toString(), true);
            }
        }
    }

    private void check(String text, String where, boolean json) {
        Secrets.leakIn(text)
                .ifPresent(piece ->
                        fail("a piece of a secret, " + piece + ", in " + where + ": " + Outcome.printable(text)));
        (json ? EvilText.foundInJson(text) : EvilText.foundIn(text))
                .ifPresent(evil -> fail(evil + " in " + where + ": " + Outcome.printable(text)));
        for (Request order : ack.orders()) {
            checkPieces("a signature", order.signature(), text, where);
        }
        checkPieces("the user data", ens().userData(), text, where);
        for (String part : Secrets.JOIN_SCRIPT.split("--openapi-token=")) { // that word is in messages of the program
            checkPieces("the join script", part, text, where);
        }
    }

    private static void checkPieces(String what, String secret, String text, String where) {
        for (int from = 0; from + 12 <= secret.length(); from++) {
            if (text.contains(secret.substring(from, from + 12))) {
                fail("a piece of " + what + " in " + where + ": " + Outcome.printable(text));
            }
        }
    }

    private String lastRequests() {
        List<Request> all = ack.requests();
        return all.subList(Math.max(0, all.size() - 12), all.size()).toString();
    }
}
