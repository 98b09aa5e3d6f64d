package io.jenkins.plugins.ackedge.scaleout;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.ackedge.api.AccessKey;
import io.jenkins.plugins.ackedge.api.AckClient;
import io.jenkins.plugins.ackedge.api.AckEndpoint;
import io.jenkins.plugins.ackedge.api.AckFault;
import io.jenkins.plugins.ackedge.api.Answer;
import io.jenkins.plugins.ackedge.api.Gate;
import io.jenkins.plugins.ackedge.api.OrderReply;
import io.jenkins.plugins.ackedge.api.OrderReply.Verdict;
import io.jenkins.plugins.ackedge.api.ScaleOutClusterRequest;
import io.jenkins.plugins.ackedge.api.SignedRequest;
import io.jenkins.plugins.ackedge.api.StormClients;
import io.jenkins.plugins.ackedge.api.Timers;
import io.jenkins.plugins.ackedge.api.WireAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One hostile answer, or one hostile list of several pages, to whoever reads what the vendor says. */
final class ReaderStorm {
    private static final AckEndpoint ENDPOINT = AckEndpoint.ofRegion("cn-beijing");
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(1_795_507_200_000L), ZoneOffset.UTC);
    private static final Set<Integer> REFUSING = Set.of(400, 401, 403, 404, 429);

    /** What the vendor documents; written down here once more, from its documents. */
    private static final Pattern DOCUMENTED =
            Pattern.compile("Throttling(\\..+)?|Rejected\\.Throttling|InvalidStatus\\.Forbidden"
                    + "|SignatureDoesNotMatch|IncompleteSignature|InvalidTimeStamp(\\..+)?|InvalidAccessKeyId(\\..+)?"
                    + "|InvalidSecurityToken(\\..+)?|Forbidden\\.RAM|NoPermission(\\..+)?|ErrorClusterNotFound|ErrorNodePoolNotFound"
                    + "|InvalidApi\\.NotFound|InvalidAction\\.NotFound|InvalidVersion");

    private static final Pattern XML_CODE = Pattern.compile("<code>([^<]*)</code>", Pattern.CASE_INSENSITIVE);
    private static final Pattern TEXT_CODE = Pattern.compile("\\s*code=([\\w.]+).*", Pattern.DOTALL);
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final StormChance chance;
    private final StormMutant mutant;
    private final List<String> trace;
    private final StormTime time = new StormTime();
    private final List<String> secrets =
            new ArrayList<>(List.of(StormLife.PASSWORD, StormLife.SECRET, StormLife.TOKEN));
    private final StormEyes eyes = new StormEyes(this::violation);
    private final StormAnswers answers;
    private WireAnswer last;
    private String signature = "";
    private int heard;
    private String violation;

    private ReaderStorm(long seed, StormMutant mutant, List<String> trace) {
        this.chance = new StormChance(seed);
        this.mutant = mutant;
        this.trace = trace;
        this.answers = new StormAnswers(chance, secrets);
        eyes.mustNotSee("the password", StormLife.PASSWORD);
        eyes.mustNotSee("the key", StormLife.SECRET);
        eyes.mustNotSee("the token", StormLife.TOKEN);
    }

    /** @return what must never happen and did; null if all is well */
    static String run(long seed, StormMutant mutant, List<String> trace) {
        ReaderStorm storm = new ReaderStorm(seed, mutant, trace);
        StormLog.reader(text -> storm.violation("the log says: " + text));
        try {
            storm.run();
            return storm.violation;
        } catch (RuntimeException | StackOverflowError e) {
            return "an exception came out: " + e + " at " + e.getStackTrace()[0];
        } finally {
            StormLog.reader(null);
        }
    }

    private void violation(String what) {
        violation = violation == null ? what : violation;
    }

    private void run() {
        Timers timers = new Timers() {
            @Override
            public long millis() {
                return time.now();
            }

            @Override
            public Timer after(long delayMillis, Runnable task) {
                return time.after(delayMillis, task)::cancel;
            }
        };
        boolean knows = mutant != StormMutant.KNOWS_NO_SECRETS;
        AckClient client = StormClients.of(this::answer, new Gate(timers, () -> 100), CLOCK)
                .client(
                        ENDPOINT,
                        AccessKey.of(
                                "testid", knows ? StormLife.SECRET : "another-one", knows ? StormLife.TOKEN : null),
                        knows ? StormLife.PASSWORD : null);
        switch (chance.below(9)) {
            case 0, 1, 2 -> client.readyToOrder(pass -> client.scaleOutCluster(pass, "c", request(), this::judged));
            case 3 -> client.readyToOrder(pass -> client.scaleClusterNodePool(pass, "c", "np", 1, this::judged));
            case 4, 5 -> client.describeTaskInfo("T-1", this::told);
            case 6 -> client.describeClusterTasks("c", this::told);
            case 7 -> client.describeClusterDetail("c", this::told);
            default -> {
                if (chance.oneIn(2)) {
                    client.describeClusterNodePoolDetail("c", "np", this::told);
                } else {
                    client.cancelTask("T-1", this::told);
                }
            }
        }
        while (time.step(time.now() + Duration.ofDays(1).toMillis())) {
            // until it is answered
        }
        if (heard != 1) {
            violation("answered " + heard + " times");
        }
    }

    private static ScaleOutClusterRequest request() {
        return new ScaleOutClusterRequest(
                1L, "t", "r", "m", "b", 1L, StormLife.PASSWORD, null, 20L, true, null, null, null, 60L);
    }

    // ------------------------------------------------------------------ the answer

    private void answer(SignedRequest request, Consumer<WireAnswer> then) {
        if (mutant != StormMutant.KNOWS_NO_SECRETS) {
            String authorization = request.headers().get("authorization");
            String signature = authorization.substring(authorization.lastIndexOf('=') + 1);
            // That of an earlier page has served its turn.
            secrets.remove(this.signature);
            eyes.maySee(this.signature);
            secrets.add(signature);
            eyes.mustNotSee("the signature", signature);
            this.signature = signature;
        }
        last = hostile();
        if (trace != null) {
            trace.add(request + " -> " + last + " " + last.failure() + " "
                    + new String(last.body(), StandardCharsets.UTF_8));
        }
        then.accept(mutant == StormMutant.BELIEVES_EVERY_REFUSAL && last.status() == 400 ? believed() : last);
    }

    private WireAnswer believed() {
        return answers.answer(400, StormAnswers.utf8("{\"code\":\"InvalidVersion\"}"));
    }

    private WireAnswer hostile() {
        WireAnswer a =
                switch (chance.below(8)) {
                    case 0 -> answers.documentedRefusal(chance.oneIn(2));
                    case 1 -> answers.odd();
                    case 2 -> answers.nothingCertain();
                    case 3 -> answers.accepted(chance.oneIn(3) ? answers.noise(30) : "T-1");
                    case 4 -> answers.acceptedWithoutId();
                    case 5 -> answers.answer(chance.of(200, 200, 400, 500), StormAnswers.utf8(nested()));
                    default -> answers.answer(200, StormAnswers.utf8(document(3)));
                };
        byte[] body = a.body();
        for (int i = chance.below(4); i > 0; i--) {
            body = mutated(body);
        }
        if (chance.oneIn(40)) {
            body = answers.oddCharset(new String(body, StandardCharsets.UTF_8));
        } else if (chance.oneIn(3_000)) {
            body = long_(body);
        }
        int status = chance.oneIn(8) ? (int) chance.between(0, 999) : a.status();
        IOException failure = status == 0
                ? new IOException(answers.words())
                : chance.oneIn(15) ? new IOException(answers.words()) : a.failure();
        return new WireAnswer(status, a.headers(), body, a.tooLarge(), a.headersLeft() && !chance.oneIn(30), failure);
    }

    private byte[] mutated(byte[] body) {
        if (body.length == 0) {
            return answers.bytes(50);
        }
        int from = chance.below(body.length);
        int to = from + chance.below(Math.min(40, body.length - from) + 1);
        byte[] piece = Arrays.copyOfRange(body, from, to);
        byte[] other =
                switch (chance.below(6)) {
                    case 0 -> new byte[0];
                    case 1 -> twice(piece);
                    case 2 -> answers.bytes(8);
                    case 3 -> StormAnswers.utf8(answers.escaped(answers.secret()));
                    case 4 ->
                        StormAnswers.utf8(chance.of(
                                "\"", "{", "}", "[", "]", ",", ":", "\\", "<", "&", "\u202e", "null", "1e999999999"));
                    default -> StormAnswers.utf8(answers.noise(20));
                };
        byte[] out = Arrays.copyOf(body, body.length - piece.length + other.length);
        System.arraycopy(other, 0, out, from, other.length);
        System.arraycopy(body, to, out, from + other.length, body.length - to);
        return out;
    }

    private static byte[] twice(byte[] piece) {
        byte[] out = Arrays.copyOf(piece, 2 * piece.length);
        System.arraycopy(piece, 0, out, piece.length, piece.length);
        return out;
    }

    private byte[] long_(byte[] body) {
        byte[] out = Arrays.copyOf(body, body.length + chance.below(WireAnswer.MAX_BODY - body.length));
        byte filler = (byte) chance.of("[", " ", "9", "\\", "&", "%", "a").charAt(0);
        Arrays.fill(out, body.length / 2, out.length, filler);
        return out;
    }

    private String nested() {
        int depth = chance.oneIn(20) ? chance.below(30_000) : chance.below(60);
        String open = chance.of("[", "{\"a\":", "{\"code\":", "<Error>", "{\"tasks\":[");
        return open.repeat(depth) + chance.of("1", "\"x\"", "", "}".repeat(depth), "]".repeat(depth));
    }

    /** An object with the names that readers look for, and any value behind them. */
    private String document(int depth) {
        StringBuilder out = new StringBuilder("{");
        for (int i = chance.below(7); i >= 0; i--) {
            String name = chance.of(
                    "task_id",
                    "state",
                    "code",
                    "message",
                    "request_id",
                    "tasks",
                    "events",
                    "stages",
                    "task_result",
                    "error",
                    "current_stage",
                    "created",
                    "page_info",
                    "total_count",
                    "next_token",
                    "status",
                    "total_nodes",
                    "data",
                    "cluster_id",
                    "name",
                    "size",
                    "profile",
                    "task_type",
                    "reason",
                    "level");
            out.append(StormAnswers.json(name)).append(':').append(value(depth)).append(i == 0 ? "" : ",");
        }
        return out.append('}').toString();
    }

    private String value(int depth) {
        return switch (chance.below(depth == 0 ? 5 : 8)) {
            case 0 -> StormAnswers.json(answers.words());
            case 1 -> chance.of("null", "true", "17", "-1", "1e400", "9".repeat(chance.below(1_100)), "0.1");
            case 2 -> StormAnswers.json(answers.noise(30));
            case 3 -> StormAnswers.json(answers.escaped(answers.secret()));
            case 4 -> chance.of("\"success\"", "\"T-2\"", "\"running\"", "\"2026-11-24T08:00:00Z\"", "\"\"");
            case 5, 6 -> document(depth - 1);
            default -> "[" + document(depth - 1) + (chance.oneIn(2) ? "," + document(depth - 1) : "") + "]";
        };
    }

    // ------------------------------------------------------------------ what came of it

    private void judged(OrderReply reply) {
        heard++;
        seen("a reply", reply.toString());
        seen("a request id", reply.requestId().toString());
        shown(reply.fault());
        boolean isWhole = last.status() != 0 && last.failure() == null && !last.tooLarge();
        boolean isNotRun = reply.verdict() == Verdict.NOT_RUN_LATER || reply.verdict() == Verdict.NOT_RUN_NEVER;
        boolean neverLeft = last.status() == 0 && !last.headersLeft();
        if (isNotRun && !neverLeft && !(isWhole && isDocumented())) {
            violation("taken for a refusal: " + reply + " of " + text());
        }
        if (reply.verdict() == Verdict.ODD && !(isWhole && last.status() / 100 == 4)) {
            violation("taken for odd: " + reply);
        }
        boolean isSuccess = isWhole && last.status() / 100 == 2;
        if (reply.verdict() == Verdict.ACCEPTED && !(isSuccess && reply.taskId().matches("[A-Za-z0-9][\\w.-]*"))) {
            violation("taken for accepted: " + reply);
        }
    }

    private String text() {
        return new String(last.body(), StandardCharsets.UTF_8);
    }

    private boolean isDocumented() {
        if (!REFUSING.contains(last.status())) {
            return false;
        }
        JsonNode json;
        try {
            json = JSON.readTree(last.body());
        } catch (IOException e) {
            json = null;
        }
        if (json != null && json.isObject()) {
            String small = json.path("code").asText("");
            String large = json.path("Code").asText("");
            boolean namesTask = json.hasNonNull("task_id") || json.hasNonNull("taskId") || json.hasNonNull("TaskId");
            boolean agrees = small.isEmpty() || large.isEmpty() || small.equals(large);
            return agrees && !namesTask && isDocumented(small.isEmpty() ? large : small);
        }
        String text = text().strip();
        Matcher xml = XML_CODE.matcher(text);
        if (text.startsWith("<")) {
            return xml.find() && isDocumented(xml.group(1).trim()) && !xml.find() && text.endsWith("</Error>");
        }
        Matcher plain = TEXT_CODE.matcher(text);
        return plain.matches() && isDocumented(plain.group(1));
    }

    private static boolean isDocumented(String code) {
        return DOCUMENTED.matcher(code).matches();
    }

    private void told(Answer<?> answer) {
        heard++;
        shown(answer.fault());
        if (answer.isThere()) {
            seen("an answer", String.valueOf(answer.value()));
        }
    }

    private void shown(AckFault fault) {
        if (fault != null) {
            seen("a fault", fault.message());
            seen("a code", fault.code().toString());
            seen("a request id", fault.requestId().toString());
            if (fault.retryAfterMillis() < 0 || fault.retryAfterMillis() > 60_000) {
                violation("a wish of " + fault.retryAfterMillis() + " ms counts");
            }
        }
    }

    private void seen(String where, String text) {
        if (trace != null) {
            trace.add(where + ": " + text);
        }
        eyes.line(where, text);
    }
}
