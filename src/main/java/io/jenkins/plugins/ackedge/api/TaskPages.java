package io.jenkins.plugins.ackedge.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One walk through the pages of DescribeClusterTasks. */
final class TaskPages {
    private static final int MOST_PAGES = 40;
    private static final int PAGE_SIZE = 50;

    /** A longer token is none that this program passes on. */
    private static final int LONGEST_TOKEN = 2000;

    private final Conversation conversation;
    private final String clusterId;
    private final Consumer<Answer<TaskListing>> then;
    private final List<TaskSummary> tasks = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final Set<String> tokens = new HashSet<>();
    private OptionalLong serverMillis = OptionalLong.empty();
    private boolean complete = true;

    @SuppressWarnings("lgtm[jenkins/plaintext-storage]") // a place in a list, and never saved
    private String token = "";

    private int page;

    /** One page: its object, and what time it was at the server. */
    private record Page(JsonNode json, Redaction redaction, OptionalLong serverMillis) {}

    TaskPages(Conversation conversation, String clusterId, Consumer<Answer<TaskListing>> then) {
        this.conversation = conversation;
        this.clusterId = clusterId;
        this.then = then;
    }

    void ask() {
        page++;
        Map<String, String> query = new TreeMap<>();
        query.put("page_number", "" + page);
        query.put("page_size", "" + PAGE_SIZE);
        if (!token.isEmpty()) {
            query.put("next_token", token);
        }
        conversation.<Page>query(
                Urgency.SETTLE,
                () -> ApiCall.get("DescribeClusterTasks", ApiCall.path("clusters", clusterId, "tasks"), query),
                TaskPages::read,
                answer -> {
                    if (answer.isThere()) {
                        take(answer.value());
                    } else {
                        then.accept(Answer.failed(answer.fault()));
                    }
                });
    }

    private static Answer<Page> read(WireAnswer answer, Redaction redaction) {
        JsonNode json = QueryFault.object(answer);
        return json == null
                ? Answer.failed(QueryFault.of(answer, redaction))
                : Answer.of(new Page(json, redaction, millis(answer.header("date"))));
    }

    private static OptionalLong millis(String date) {
        try {
            return OptionalLong.of(QueryFault.httpDate(date).toInstant().toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    private void take(Page answer) {
        if (page == 1) {
            serverMillis = answer.serverMillis;
        }
        JsonNode rows = answer.json.path("tasks");
        boolean grew = false;
        for (JsonNode row : rows.isArray() ? rows : List.<JsonNode>of()) {
            Optional<TaskSummary> task = TaskSummary.of(row, answer.redaction);
            if (task.isPresent() && ids.add(task.get().taskId())) {
                // A server that does not page sends the same list each time, and one that does may shift it meanwhile.
                tasks.add(task.get());
                grew = true;
            }
            if (task.isEmpty() && row.isObject()) {
                complete = false;
            }
        }
        boolean isEnd = !goesOn(answer.json) && !grew;
        long total = total(answer.json);
        if (!isList(rows, total) || (isEnd && lacks(rows, total))) {
            complete = false;
        }
        if (isEnd || page == MOST_PAGES) {
            then.accept(Answer.of(new TaskListing(tasks, complete && isEnd, serverMillis)));
        } else {
            ask();
        }
    }

    /** How many tasks there are, as the server says; -1 where it does not. No walk ends because of it. */
    private static long total(JsonNode json) {
        return json.path("page_info").path("total_count").asLong(-1);
    }

    /** Null is an empty list to the vendor's language, and may even be left out; anything else says nothing. */
    private boolean isList(JsonNode rows, long total) {
        return rows.isArray() || (total < 0 ? rows.isNull() : total <= tasks.size());
    }

    /** Whether the server repeats itself while it says, or lets expect, that there are more. */
    private boolean lacks(JsonNode rows, long total) {
        return !rows.isEmpty() && (total > tasks.size() || (total != tasks.size() && rows.size() == PAGE_SIZE));
    }

    /** Whether the server names a page to follow that has not been asked for. */
    private boolean goesOn(JsonNode json) {
        String next = Json.text(json, "next_token", "nextToken");
        token = next.length() <= LONGEST_TOKEN ? next : "";
        return !token.isEmpty() && tokens.add(token);
    }
}
