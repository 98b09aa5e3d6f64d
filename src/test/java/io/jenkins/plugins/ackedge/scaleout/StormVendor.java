package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.SignedRequest;
import io.jenkins.plugins.ackedge.api.WireAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A vendor as bytes, for an {@link OrderStorm}. It takes every complete order for one, whatever its nonce, and bills it unless
 * it refuses it as documented; it lists tasks late, in pages of its own taste, and says what it likes. It shares nothing with
 * the simulator of the other tests.
 */
final class StormVendor {
    static final long CALL = 120_000;
    static final long LAG = 60_000;
    private static final long QUERY = 30_000;
    private static final Pattern CLUSTER_ORDER = Pattern.compile("/api/v2/clusters/[^/]+");
    private static final Pattern POOL = Pattern.compile("/clusters/[^/]+/nodepools/([^/]+)");
    private static final Pattern TASKS = Pattern.compile("/clusters/[^/]+/tasks");
    private static final Pattern TASK = Pattern.compile("/tasks/([^/]+)(/cancel)?");
    private static final Pattern IMAGE = Pattern.compile("\"worker_image_id\":\"([^\"]+)\"");

    private final StormChance chance;
    private final StormTime time;
    private final StormLedger ledger;
    private final StormAnswers answers;
    private final long clock;
    private final boolean hasDate;
    private final boolean hasCreated;
    private final boolean mayList;
    private final int paging;
    private final int trouble;
    private final Map<String, Long> ends = new HashMap<>();
    private final Map<String, Integer> endings = new HashMap<>();
    private int others;

    StormVendor(StormChance chance, StormTime time, StormLedger ledger, StormAnswers answers) {
        this.chance = chance;
        this.time = time;
        this.ledger = ledger;
        this.answers = answers;
        clock = 1_795_507_200_000L + chance.between(-3_600_000, 3_600_000);
        hasDate = !chance.oneIn(3);
        hasCreated = !chance.oneIn(8);
        mayList = !chance.oneIn(15);
        paging = chance.below(4);
        trouble = chance.of(0, 40, 10, 4);
        others = chance.oneIn(2) ? 0 : 1 + chance.below(2);
    }

    // ------------------------------------------------------------------ orders

    /** Which scale-out a request orders for; null for any other request. */
    static String ordered(SignedRequest request) {
        String path = path(request);
        if (request.method().equals("POST") && CLUSTER_ORDER.matcher(path).matches()) {
            Matcher image = IMAGE.matcher(new String(request.body(), StandardCharsets.UTF_8));
            return image.find() ? image.group(1) : "nobody's";
        }
        Matcher pool = POOL.matcher(path);
        return !request.method().equals("GET") && pool.matches() ? pool.group(1) : null;
    }

    private static String path(SignedRequest request) {
        String path = request.url().substring(request.url().indexOf('/', "https://".length()));
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    /** An order has left. It is answered within two minutes, and if it runs, it runs before it is answered. */
    void order(String order, int attempt, Consumer<WireAnswer> then) {
        somebodyElse();
        switch (chance.below(20)) {
            case 0 -> later(chance.upTo(10_000), then, WireAnswer.none(false, new IOException("connection refused")));
            case 1 -> later(chance.upTo(CALL), then, WireAnswer.none(true, new IOException("connection reset")));
            case 2, 3 -> later(chance.upTo(CALL), then, answers.documentedRefusal(true));
            case 4, 5 -> later(chance.upTo(CALL), then, answers.documentedRefusal(false));
            case 6 -> later(chance.upTo(CALL), then, answers.odd());
            case 7 -> later(chance.upTo(CALL), then, answers.nothingCertain());
            default -> bill(order, attempt, then);
        }
    }

    private void bill(String order, int attempt, Consumer<WireAnswer> then) {
        long when = chance.upTo(CALL);
        int how = chance.below(12);
        time.after(when, () -> {
            String id = buy(order, attempt, "T");
            if (how < 10) {
                WireAnswer answer =
                        switch (how) {
                            case 6 -> answers.acceptedWithoutId();
                            case 7 -> answers.odd();
                            case 8, 9 -> answers.nothingCertain();
                            default -> answers.accepted(id);
                        };
                later(chance.upTo(CALL - when), then, answer);
                if (chance.oneIn(15)) {
                    later(chance.upTo(CALL), then, answer);
                }
            }
        });
        if (how >= 10) { // cut off before or after it ran
            later(chance.upTo(CALL), then, WireAnswer.none(true, new IOException("timeout")));
        }
    }

    private String buy(String order, int attempt, String letter) {
        String id = letter + "-" + ledger.tasks() + "a" + chance.below(100);
        long created = clock + time.now();
        ledger.bought(order, attempt, id, created, time.now() + chance.upTo(LAG));
        ends.put(id, time.now() + (chance.oneIn(30) ? Long.MAX_VALUE / 2 : chance.upTo(900_000)));
        endings.put(id, chance.below(8));
        return id;
    }

    void somebodyElse() {
        if (others > 0 && chance.oneIn(2)) {
            others--;
            time.after(chance.upTo(2 * CALL), () -> buy(StormLedger.SOMEBODY_ELSE, 0, "F"));
        }
    }

    private void later(long millis, Consumer<WireAnswer> then, WireAnswer answer) {
        time.after(millis, () -> then.accept(answer));
    }

    // ------------------------------------------------------------------ questions

    void question(SignedRequest request, Consumer<WireAnswer> then) {
        long patience = trouble == 0 ? 2_000 : QUERY;
        time.after(chance.upTo(patience / 2), () -> {
            WireAnswer answer = chance.oneIn(trouble) ? failure() : answer(request);
            later(chance.upTo(patience / 2), then, answer);
        });
    }

    private WireAnswer failure() {
        return switch (chance.below(5)) {
            case 0 -> answers.nothingCertain();
            case 1 -> answers.odd();
            case 2 -> answers.documentedRefusal(true);
            case 3 -> WireAnswer.none(chance.oneIn(2), new IOException("timeout"));
            default -> answers.answer(200, StormAnswers.utf8("{\"tasks\":17,\"state\":[],\"status\":null}"));
        };
    }

    private WireAnswer answer(SignedRequest request) {
        String path = path(request);
        Matcher task = TASK.matcher(path);
        if (TASKS.matcher(path).matches()) {
            return mayList ? list(request.url()) : answers.documentedRefusal(false);
        } else if (task.matches()) {
            return task.group(2) == null ? task(task.group(1)) : cancel(task.group(1));
        } else if (POOL.matcher(path).matches()) {
            return ok("{\"status\":{\"total_nodes\":" + chance.of("1", "1", "1", "\"2\"", "9", "-1", "1e9") + "}}");
        }
        return answers.odd();
    }

    private WireAnswer ok(String json) {
        Map<String, String> headers = answers.headers();
        if (hasDate) {
            Instant now = Instant.ofEpochMilli(clock + time.now());
            headers.put("date", DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC)));
        }
        return new WireAnswer(200, headers, StormAnswers.utf8(json), false, true, null);
    }

    /** All that is listed by now, newest first; how it is cut into pages differs, and the total need not be right. */
    private WireAnswer list(String url) {
        List<StormLedger.Task> all = new ArrayList<>(ledger.listedAt(time.now()));
        all.sort((a, b) -> Long.compare(b.createdMillis(), a.createdMillis()));
        int page = Integer.parseInt(parameter(url, "page_number", "1"));
        int size = paging == 1 ? 1 : Integer.parseInt(parameter(url, "page_size", "50"));
        if (paging == 2) {
            page = Integer.parseInt(parameter(url, "next_token", "t1").substring(1));
            size = 1;
        } else if (paging == 3) {
            page = 1; // knows no pages
        }
        int from = Math.min(all.size(), (page - 1) * size);
        List<StormLedger.Task> some = all.subList(from, Math.min(all.size(), from + size));
        StringBuilder rows = new StringBuilder();
        some.forEach(task -> rows.append(rows.length() == 0 ? "" : ",").append(row(task)));
        if (chance.oneIn(20)) {
            rows.append(rows.length() == 0 ? "" : ",")
                    .append("{\"task_id\":\"old-1\",\"task_type\":\"cluster_upgrade\"}");
        }
        String more = paging == 2 && from + size < all.size() ? ",\"next_token\":\"t" + (page + 1) + "\"" : "";
        long total = chance.oneIn(15) ? chance.below(60) : all.size();
        String info = chance.oneIn(4) ? "" : ",\"page_info\":{\"total_count\":" + total + "}";
        return ok("{\"requestId\":" + StormAnswers.json(answers.words()) + ",\"tasks\":[" + rows + "]" + more + info
                + "}");
    }

    private String row(StormLedger.Task task) {
        String created = hasCreated
                ? ",\"created\":\"" + Instant.ofEpochMilli(task.createdMillis() / 1000 * 1000) + "\""
                : chance.of("", ",\"created\":\"yesterday\"", ",\"created\":null");
        boolean isPool = task.order().startsWith("np");
        return "{\"task_id\":\"" + task.id() + "\",\"task_type\":\""
                + (isPool ? "nodepool_scaleout" : "cluster_scaleout") + "\",\"state\":"
                + StormAnswers.json(chance.oneIn(20) ? answers.words() : "running") + created + "}";
    }

    private static String parameter(String url, String name, String otherwise) {
        Matcher m = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(url);
        return m.find() ? m.group(1) : otherwise;
    }

    private WireAnswer task(String id) {
        if (ledger.task(id) == null || chance.oneIn(50)) {
            return answers.answer(400, StormAnswers.utf8("{\"code\":\"400\",\"message\":\"task not found\"}"));
        }
        boolean isOver = time.now() >= ends.get(id);
        int ending = endings.get(id);
        String state = !isOver
                ? chance.of("running", "pending", "initial", "Paused", "")
                : ending == 0 ? "fail" : ending == 1 ? "canceled" : "success";
        if (chance.oneIn(25)) {
            state = answers.words();
        }
        String instances = "";
        if (isOver && ending > 2) {
            String second = ending == 3 ? "failed" : ending == 4 ? "initial" : "success";
            instances = "{\"data\":\"i-1\",\"status\":\"success\"},{\"data\":"
                    + StormAnswers.json(chance.oneIn(20) ? answers.words() : "i-2") + ",\"status\":\"" + second + "\"}";
        }
        String event = chance.oneIn(4)
                ? "{\"level\":\"error\",\"message\":" + StormAnswers.json(answers.words()) + ",\"reason\":"
                        + StormAnswers.json(answers.words()) + "}"
                : "";
        return ok("{\"task_id\":\"" + id + "\",\"state\":" + StormAnswers.json(state) + ",\"current_stage\":"
                + StormAnswers.json(chance.oneIn(10) ? answers.words() : "join") + ",\"events\":[" + event
                + "],\"stages\":[{\"state\":\"running\",\"message\":"
                + StormAnswers.json(chance.oneIn(10) ? answers.words() : "buying")
                + "}],\"error\":{\"code\":\"x\",\"message\":"
                + StormAnswers.json(answers.words()) + "},\"parameters\":{\"login_password\":"
                + StormAnswers.json(answers.secret()) + "},\"task_result\":[" + instances + "]}");
    }

    private WireAnswer cancel(String id) {
        ledger.cancels(id);
        return chance.oneIn(3) ? failure() : ok(chance.of("", "{}"));
    }
}
