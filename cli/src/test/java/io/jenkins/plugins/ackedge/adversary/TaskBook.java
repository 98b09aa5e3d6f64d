package io.jenkins.plugins.ackedge.adversary;

import static io.jenkins.plugins.ackedge.adversary.Bodies.quoted;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The cluster's tasks, and how GET /clusters/{id}/tasks shows them. */
final class TaskBook {
    /** What page_info says about how many there are. */
    enum Total {
        RIGHT,
        MISSING,
        ZERO,
        ONE,
        NO_PAGE_INFO
    }

    /** Listed from {@code listedFrom} on by this machine's clock; created at {@code created} by the server's. */
    record Task(String id, String type, Instant created, Instant listedFrom, String state) {}

    private final List<Task> tasks = new ArrayList<>();
    private final Duration skew;
    private Total total = Total.RIGHT;
    private int largestPage = 1000;
    private boolean sameForEveryPage;

    TaskBook(Duration skew) {
        this.skew = skew;
    }

    synchronized Task add(String id, String type, Instant created, Instant listedFrom) {
        Task task = new Task(id, type, created.plus(skew), listedFrom, "running");
        tasks.add(task);
        return task;
    }

    /** Tasks of former days, all of them over. */
    synchronized void history(int count) {
        for (int i = 0; i < count; i++) {
            Instant then =
                    Instant.now().minus(Duration.ofDays(9)).plusSeconds(i).plus(skew);
            tasks.add(new Task("T-old" + i, "cluster_scaleout", then, Instant.EPOCH, "success"));
        }
    }

    synchronized void totalIs(Total what) {
        total = what;
    }

    synchronized void pagesOfAtMost(int size) {
        largestPage = size;
    }

    synchronized void everyPageIsTheFirst() {
        sameForEveryPage = true;
    }

    synchronized Optional<Task> find(String id) {
        return tasks.stream().filter(task -> task.id().equals(id)).findFirst();
    }

    synchronized String page(Map<String, String> query) {
        List<Task> listed = tasks.stream()
                .filter(t -> !t.listedFrom().isAfter(Instant.now()))
                .toList();
        String wanted = query.getOrDefault("page_size", query.getOrDefault("max_results", "10"));
        int size = Math.max(1, Math.min(number(wanted), largestPage));
        int number = sameForEveryPage ? 1 : number(query.getOrDefault("page_number", "1"));
        int from = Math.min(
                listed.size(), query.containsKey("next_token") ? number(query.get("next_token")) : (number - 1) * size);
        int to = Math.min(listed.size(), from + size);
        String rows = listed.subList(from, to).stream().map(TaskBook::row).collect(Collectors.joining(","));
        String next = query.containsKey("max_results") && to < listed.size() ? "\"next_token\":\"" + to + "\"," : "";
        return "{\"requestId\":\"" + Bodies.REQUEST_ID + "\"," + next + pageInfo(number, size, listed.size())
                + "\"tasks\":[" + rows + "]}";
    }

    static String time(Instant instant) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx").format(instant.atOffset(ZoneOffset.ofHours(8)));
    }

    private String pageInfo(int number, int size, int right) {
        String start = "\"page_info\":{\"page_number\":" + number + ",\"page_size\":" + size;
        return switch (total) {
            case RIGHT -> start + ",\"total_count\":" + right + "},";
            case MISSING -> start + "},";
            case ZERO -> start + ",\"total_count\":0},";
            case ONE -> start + ",\"total_count\":1},";
            case NO_PAGE_INFO -> "";
        };
    }

    private static String row(Task task) {
        return "{\"task_id\":" + quoted(task.id()) + ",\"task_type\":" + quoted(task.type()) + ",\"state\":"
                + quoted(task.state()) + ",\"created\":\"" + time(task.created()) + "\",\"updated\":\""
                + time(task.created()) + "\",\"error\":null}";
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 1;
        }
    }
}
