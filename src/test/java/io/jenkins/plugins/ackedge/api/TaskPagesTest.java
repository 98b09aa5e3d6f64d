package io.jenkins.plugins.ackedge.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All pages of a cluster's tasks, from servers that count well, badly or not at all. */
class TaskPagesTest {
    private final MockWebServer server = new MockWebServer();
    private final List<HttpUrl> asked = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws Exception {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Consumable listing(Function<HttpUrl, MockResponse> answers) {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                asked.add(request.getUrl());
                return answers.apply(request.getUrl());
            }
        });
        Gate gate = new Gate(new RealTimers(), () -> 1000);
        AckClient client = new AckClientFactory(new OkHttpWire(new OkHttpClient()), gate, Clock.systemUTC(), "test")
                .client(
                        AckEndpoint.ofUrl("http://127.0.0.1:" + server.getPort()),
                        AccessKey.of("testid", "testsecret"));
        return () -> Awaited.from(then -> client.describeClusterTasks("c1", then));
    }

    /** A walk that has not begun. */
    private interface Consumable {
        Answer<TaskListing> walk() throws Exception;
    }

    private static MockResponse json(String body) {
        return new MockResponse.Builder().body(body).build();
    }

    private static String row(int number) {
        return "{\"task_id\":\"T-" + number + "\",\"task_type\":\"cluster_scaleout\",\"state\":\"running\","
                + "\"created\":\"2026-11-25T16:00:00+08:00\"}";
    }

    private static String rows(int from, int to) {
        return "["
                + String.join(
                        ",",
                        IntStream.range(from, to).mapToObj(TaskPagesTest::row).toList()) + "]";
    }

    private static int page(HttpUrl url) {
        return Integer.parseInt(url.queryParameter("page_number"));
    }

    /** Pages of 50 out of so many tasks; {@code total} is put in as it is. */
    private static Function<HttpUrl, MockResponse> paged(int tasks, String total) {
        return url -> {
            int from = Math.min(tasks, 50 * (page(url) - 1));
            return json("{\"tasks\":" + rows(from, Math.min(tasks, from + 50)) + total + "}");
        };
    }

    private static String total(String number) {
        return number.isEmpty() ? "" : ",\"page_info\":{\"total_count\":" + number + "}";
    }

    private static List<String> ids(TaskListing listing) {
        return listing.tasks().stream().map(TaskSummary::taskId).toList();
    }

    @ParameterizedTest(name = "{0} tasks, the server says {1}")
    @CsvSource({
        "51, 51",
        "51, ''",
        "51, 0",
        "51, 1",
        "51, 50",
        "51, 9999",
        "51, -1",
        "51, '\"many\"'",
        "51, null",
        "0, 0",
        "0, ''",
        "50, 50",
        "50, ''",
        "120, 120",
        "120, 1"
    })
    void findsAllWhateverTheServerCounts(int tasks, String total) throws Exception {
        TaskListing listing = listing(paged(tasks, total(total))).walk().value();
        assertEquals(tasks, listing.tasks().size());
        assertEquals(
                tasks == 0 ? List.of() : List.of("T-" + (tasks - 1)),
                ids(listing).subList(Math.max(0, tasks - 1), tasks));
        assertTrue(listing.complete());
        assertEquals("50", asked.get(0).queryParameter("page_size"));
        assertEquals(
                OptionalLong.of(1_795_593_600_000L),
                tasks == 0
                        ? OptionalLong.of(1_795_593_600_000L)
                        : listing.tasks().get(0).createdMillis());
    }

    @Test
    void endsAfterFortyPages() throws Exception {
        TaskListing listing = listing(paged(1_000_000, "")).walk().value();
        assertEquals(40, asked.size());
        assertEquals(2000, listing.tasks().size());
        assertFalse(listing.complete());
    }

    @Test
    void endsWithAServerThatGoesOnForEverWithTokens() throws Exception {
        TaskListing listing = listing(url -> json("{\"tasks\":[],\"next_token\":\"n" + asked.size() + "\"}"))
                .walk()
                .value();
        assertEquals(40, asked.size());
        assertFalse(listing.complete());
    }

    @ParameterizedTest(name = "{0} rows each time, the server says {1}: {2}")
    @CsvSource({
        "7, 7, true",
        "7, '', true",
        "7, 8, false",
        "50, 50, true",
        "50, '', false",
        "50, 1, false",
        "70, '', true"
    })
    void knowsAServerThatIgnoresPaging(int rows, String total, boolean complete) throws Exception {
        TaskListing listing = listing(url -> json("{\"tasks\":" + rows(0, rows) + total(total) + "}"))
                .walk()
                .value();
        assertEquals(2, asked.size());
        assertEquals(rows, listing.tasks().size());
        assertEquals(complete, listing.complete());
    }

    @Test
    void passesATokenOn() throws Exception {
        TaskListing listing = listing(url -> switch (String.valueOf(url.queryParameter("next_token"))) {
                    case "null" -> json("{\"tasks\":" + rows(0, 3) + ",\"next_token\":\"a/b+c ü\"}");
                    case "a/b+c ü" -> json("{\"tasks\":[],\"next_token\":\"z\"}");
                    case "z" -> json("{\"tasks\":" + rows(3, 5) + ",\"next_token\":\"z\"}");
                    default -> new MockResponse.Builder().code(400).build();
                })
                .walk()
                .value();
        assertEquals(List.of("T-0", "T-1", "T-2", "T-3", "T-4"), ids(listing));
        assertTrue(listing.complete());
    }

    @Test
    void aPageThatFailsFailsTheWhole() throws Exception {
        Answer<TaskListing> answer = listing(url -> page(url) == 2
                        ? new MockResponse.Builder()
                                .code(500)
                                .body("{\"code\":\"InternalError\"}")
                                .build()
                        : paged(120, "").apply(url))
                .walk();
        assertFalse(answer.isThere());
        assertEquals(AckFault.Kind.SERVER, answer.fault().kind());
        assertEquals(2, asked.size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'tasks':[]} | true",
                "{'tasks':null} | true",
                "{'tasks':null,'page_info':{'total_count':0}} | true",
                "{'page_info':{'total_count':0}} | true",
                "{'tasks':null,'page_info':{'total_count':3}} | false",
                "{'tasks':[],'page_info':{'total_count':3}} | false",
                "{} | false",
                "{'tasks':{}} | false",
                "{'tasks':'none'} | false",
                "{'tasks':{'a':{'task_id':'T-1'}}} | false",
                "{'tasks':[{}]} | false",
                "{'tasks':[{'task_id':'../x'}]} | false",
                "{'tasks':[{'task_id':7}]} | false",
                "{'tasks':[null,3,'x',[]]} | true"
            })
    void knowsWhetherItHasSeenAll(String body, boolean complete) throws Exception {
        TaskListing listing =
                listing(url -> json(body.replace('\'', '"'))).walk().value();
        assertEquals(List.of(), listing.tasks());
        assertEquals(complete, listing.complete());
    }

    @Test
    void keepsTheRowsThatAreUsable() throws Exception {
        String body =
                "{\"tasks\":[{\"task_id\":\"a b\"}," + row(1) + ",{\"task_id\":\"T-2\",\"created\":7,\"state\":[]}]}";
        TaskListing listing = listing(url -> json(body)).walk().value();
        assertEquals(List.of("T-1", "T-2"), ids(listing));
        assertFalse(listing.complete());
        assertEquals(OptionalLong.empty(), listing.tasks().get(1).createdMillis());
        assertEquals(VendorText.NONE, listing.tasks().get(1).word());
        assertEquals(TaskState.RUNNING, listing.tasks().get(0).state());
    }

    @Test
    void hasTheServersTimeOfTheFirstPage() throws Exception {
        List<String> dates = new ArrayList<>(List.of("Wed, 25 Nov 2026 08:00:00 GMT", "Wed, 25 Nov 2026 09:00:00 GMT"));
        Function<HttpUrl, MockResponse> pages = paged(3, "");
        TaskListing listing = listing(url -> pages.apply(url)
                        .newBuilder()
                        .setHeader("Date", dates.remove(0))
                        .build())
                .walk()
                .value();
        assertEquals(OptionalLong.of(1_795_593_600_000L), listing.serverMillis());
        asked.clear();
        TaskListing without = listing(url -> pages.apply(url)
                        .newBuilder()
                        .setHeader("Date", "yesterday")
                        .build())
                .walk()
                .value();
        assertEquals(OptionalLong.empty(), without.serverMillis());
    }
}
