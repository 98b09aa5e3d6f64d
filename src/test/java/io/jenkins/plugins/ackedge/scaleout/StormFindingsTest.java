package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.api.AccessKey;
import io.jenkins.plugins.ackedge.api.AckClientFactory;
import io.jenkins.plugins.ackedge.api.AckEndpoint;
import io.jenkins.plugins.ackedge.api.Gate;
import io.jenkins.plugins.ackedge.api.SignedRequest;
import io.jenkins.plugins.ackedge.api.Wire;
import io.jenkins.plugins.ackedge.api.WireAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What storms found, each as short as it gets: mostly two processes with one record, and lists that lag. */
class StormFindingsTest {
    private final VirtualTime time = new VirtualTime();
    private final OrderStore store = OrderStore.inMemory();
    private final List<ScaleOutResult> results = new ArrayList<>();
    private int processes;

    /** Answers a request, after a while. */
    private interface Vendor {
        WireAnswer answer(SignedRequest request);
    }

    private ScaleOuts process(Vendor vendor, long orderMillis) {
        return process((request, then) ->
                time.after(request.order() ? orderMillis : 100, () -> then.accept(vendor.answer(request))));
    }

    private ScaleOuts process(Wire wire) {
        return new ScaleOuts(
                new AckClientFactory(wire, new Gate(time, () -> 5), time.clock(), "test"),
                time,
                time,
                time,
                time.clock(),
                new Random(++processes),
                Settings::standard,
                Claims.inMemory(),
                Audience.JENKINS);
    }

    private void start(ScaleOuts process, int minutes) {
        start(process, minutes, store);
    }

    private void start(ScaleOuts process, int minutes, OrderStore store) {
        Parameters parameters = Via.SCALE_OUT_CLUSTER.sample().with(Parameter.TIMEOUT_MINS, minutes);
        Order order = new Order(Routes.standard(), AckEndpoint.ofRegion("cn-beijing"), parameters, Origin.of("test"));
        Secrets secrets = new Secrets() {
            @Override
            public AccessKey accessKey() {
                return AccessKey.of("testid", "testsecret");
            }

            @Override
            public String loginPassword() {
                return "Hello1234!";
            }
        };
        try {
            process.start(order, true, secrets, store, new ScaleOutListener() {
                @Override
                public void line(String text) {}

                @Override
                public void changed(OrderRecord record) {}

                @Override
                public void ended(ScaleOutResult result) {
                    results.add(result);
                }
            });
        } catch (IOException | ScaleOuts.OtherOrderException e) {
            throw new AssertionError(e);
        }
    }

    private WireAnswer answer(int status, String json) {
        Map<String, String> headers = new HashMap<>();
        headers.put(
                "date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        Instant.ofEpochMilli(time.wallMillis()).atOffset(ZoneOffset.UTC)));
        return new WireAnswer(status, headers, json.getBytes(StandardCharsets.UTF_8), false, true, null);
    }

    private WireAnswer nothing() {
        return WireAnswer.none(true, new IOException("timeout"));
    }

    private OrderRecord stored() {
        try {
            return store.read().orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void bothThatTakeUpAnOrderInDoubtComeToAnEnd() {
        Vendor silent = request -> request.order() ? nothing() : answer(200, "{\"tasks\":[]}");
        start(process(silent, 119_000), 10);
        time.pass(Duration.ofSeconds(10));
        time.forgetEverything();
        start(process(silent, 119_000), 10);
        time.pass(Duration.ofSeconds(10));
        start(process(silent, 119_000), 10);

        time.pass(Duration.ofMinutes(20));

        assertEquals(2, results.size());
        assertEquals(OrderState.UNKNOWN, stored().getState());
    }

    /** Each loss of the record began a whole new look: a quarter of an hour each time with machines of ENS. */
    @Test
    void whoLosesTheRecordOfAnOrderInDoubtDoesNotLookAnew() {
        Vendor silent = request -> request.order() ? nothing() : answer(200, "{\"tasks\":[]}");
        start(process(silent, 119_000), 10);
        time.pass(Duration.ofSeconds(10));
        time.forgetEverything();
        for (int i = 0; i < 3; i++) {
            start(process(silent, 119_000), 10);
            time.pass(Duration.ofSeconds(10));
        }

        time.pass(Duration.ofMillis(TaskSearch.LONG_MILLIS));

        assertEquals(3, results.size());
        assertEquals(OrderState.UNKNOWN, stored().getState());
    }

    @Test
    void hearsThatTheTimeIsUpAlthoughTheOtherOneKeepsWriting() {
        int[] stage = {0};
        Vendor moving = request -> request.order() || !request.url().contains("/tasks/")
                ? answer(200, request.order() ? "{\"task_id\":\"T-1\"}" : "{\"tasks\":[]}")
                : answer(200, "{\"task_id\":\"T-1\",\"state\":\"running\",\"current_stage\":\"s" + stage[0]++ + "\"}");
        start(process(moving, 100), 3);
        time.pass(Duration.ofSeconds(20));
        somebodyWrites();

        time.pass(Duration.ofMinutes(10));

        assertEquals(1, results.size());
        assertEquals(
                OrderState.TIMED_OUT, results.get(0).state(), results.get(0).message());
    }

    private void somebodyWrites() {
        try {
            OrderRecord record = stored();
            store.advance(
                    record.getRevision(),
                    record.with(f -> {
                        f.revision++;
                        f.writer = "somebody";
                    }),
                    0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        time.after(5_000, this::somebodyWrites);
    }

    @Test
    void looksItsWholeTimeForAnAttemptThatTheOtherOneSent() {
        long[] sentAt = {-1};
        Vendor vendorOfBoth = request -> {
            if (!request.url().contains("/tasks")) {
                return nothing();
            }
            // Ours is listed a minute late, and somebody else's at once.
            StringBuilder rows = new StringBuilder();
            if (sentAt[0] >= 0) {
                rows.append(row("F-1", sentAt[0]));
                rows.append(time.millis() < sentAt[0] + 60_000 ? "" : "," + row("T-1", sentAt[0]));
            }
            return answer(200, "{\"tasks\":[" + rows + "]}");
        };
        int[] lists = {0};
        ScaleOuts first = process(
                request -> {
                    if (request.order()) {
                        return answer(400, "{\"code\":\"Throttling\",\"message\":\"slow down\"}");
                    }
                    boolean isBusy = lists[0]++ > 0 && sentAt[0] < 0;
                    return isBusy ? answer(500, "{}") : vendorOfBoth.answer(request);
                },
                100);
        start(first, 15);
        time.pass(Duration.ofSeconds(200));
        assertEquals(1, stored().getAttempt());
        ScaleOuts second = process(
                request -> {
                    if (!request.order() && sentAt[0] < 0) {
                        time.after(2_500, () -> sentAt[0] = time.millis());
                    }
                    return vendorOfBoth.answer(request);
                },
                119_000);
        start(second, 15);

        time.pass(Duration.ofMinutes(15));

        assertEquals(2, results.size());
        assertEquals(2, stored().getAttempt());
        results.forEach(result -> assertNotEquals("F-1", result.taskId(), result.message()));
        assertNotEquals("F-1", stored().getTaskId());
    }

    private String row(String id, long atMillis) {
        Instant created = Instant.ofEpochMilli(time.wallMillis() - time.millis() + atMillis);
        return "{\"task_id\":\"" + id + "\",\"task_type\":\"cluster_scaleout\",\"state\":\"running\",\"created\":\""
                + created + "\"}";
    }

    @Test
    void takesNoTaskAfterARestartWhereNobodySaysWhenItWasCreated() {
        start(process(request -> request.order() ? nothing() : withoutDate("{\"tasks\":[]}"), 119_000), 10);
        time.pass(Duration.ofSeconds(30));
        assertEquals(OrderState.SUBMITTING, stored().getState());
        time.forgetEverything();
        time.pass(Duration.ofHours(2));

        String much = "{\"tasks\":[{\"task_id\":\"F-1\",\"task_type\":\"cluster_scaleout\"}]}";
        start(process(request -> withoutDate(much), 100), 10);
        time.pass(Duration.ofMinutes(10));

        assertEquals(OrderState.UNKNOWN, results.get(0).state(), results.get(0).message());
        assertEquals("", stored().getTaskId());
    }

    private WireAnswer withoutDate(String json) {
        return new WireAnswer(200, Map.of(), json.getBytes(StandardCharsets.UTF_8), false, true, null);
    }

    @Test
    void aListThatWasAskedForBeforeTheEndOfTheLookIsNotItsLastWord() {
        long[] sentAt = {-1};
        Wire slow = (request, then) -> {
            boolean isListed = sentAt[0] >= 0 && time.millis() >= sentAt[0] + 58_000;
            String rows = isListed ? row("T-1", sentAt[0]) : "";
            if (request.order()) {
                sentAt[0] = time.millis();
            }
            WireAnswer answer = request.order()
                    ? answer(400, "{\"code\":\"Whatever.New\",\"message\":\"no\"}")
                    : answer(200, "{\"tasks\":[" + rows + "]}");
            time.after(request.order() ? 100 : 25_000, () -> then.accept(answer));
        };
        start(process(slow), 10);

        time.pass(Duration.ofMinutes(10));

        assertEquals(OrderState.UNKNOWN, results.get(0).state(), results.get(0).message());
        assertTrue(results.get(0).message().contains("T-1"), results.get(0).message());
    }

    @Test
    void aListThatIsRefusedOnceDoesNotEndTheLook() {
        int[] lists = {0};
        Vendor vendor = request -> request.order()
                ? nothing()
                : lists[0]++ == 1 ? answer(400, "{\"code\":\"Whatever.New\"}") : answer(200, "{\"tasks\":[]}");
        start(process(vendor, 1_000), 10);

        time.pass(Duration.ofMinutes(2));
        assertEquals(0, results.size(), "a task of it may still appear, and be taken for another order's");
        time.pass(Duration.ofMinutes(2));

        assertEquals(OrderState.UNKNOWN, results.get(0).state());
    }

    @Test
    void anErrorOfTheStoreThatWasALieBeginsNothingAnew() {
        int[] lists = {0};
        boolean[] lies = {false};
        Vendor vendor = request -> {
            if (request.order()) {
                lies[0] = true;
                return answer(400, "{\"code\":\"Throttling\",\"message\":\"slow down\"}");
            }
            lists[0]++;
            return answer(200, "{\"tasks\":[]}");
        };
        OrderStore lying = new OrderStore() {
            @Override
            public Optional<OrderRecord> read() throws IOException {
                return store.read();
            }

            @Override
            public boolean reserve(OrderRecord first) throws IOException {
                return store.reserve(first);
            }

            @Override
            public boolean advance(long expectedRevision, OrderRecord next, int fence) throws IOException {
                boolean written = store.advance(expectedRevision, next, fence);
                if (lies[0]) {
                    lies[0] = false;
                    throw new IOException("written, and the error is a lie");
                }
                return written;
            }
        };
        start(process(vendor, 100), 10, lying);

        time.pass(Duration.ofMillis(3_500));

        assertEquals(1, lists[0], "the next attempt is to wait");
        assertEquals(OrderState.PLANNED, stored().getState());
    }
}
