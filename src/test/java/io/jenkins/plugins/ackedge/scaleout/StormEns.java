package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.SignedRequest;
import io.jenkins.plugins.ackedge.api.WireAnswer;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * ENS and the cluster as bytes, for an {@link OrderStorm} of machines. It bills every RunInstances that it does not refuse;
 * machines appear late, join or do not, stand anywhere in a list and beside other people's that look like them; and it says
 * what it likes. It shares nothing with the simulator of the other tests.
 */
final class StormEns {
    private static final long CALL = StormVendor.CALL;
    private static final long QUERY = 30_000;
    private static final long MINUTE = 60_000;

    private final StormChance chance;
    private final StormTime time;
    private final StormLedger orders;
    private final StormEnsLedger ledger;
    private final StormEyes eyes;
    private final List<String> secrets;
    private final StormAnswers answers;
    private final StormEnsPages pages;
    private final StormMutant mutant;

    private final int trouble;
    private final int lookAlikes;
    private final int namesEnd;
    private final Set<String> shown = new HashSet<>();
    private int number;

    StormEns(
            StormChance chance,
            StormTime time,
            StormLedger orders,
            StormEnsLedger ledger,
            StormEyes eyes,
            List<String> secrets,
            StormMutant mutant) {
        this.chance = chance;
        this.time = time;
        this.orders = orders;
        this.ledger = ledger;
        this.eyes = eyes;
        this.secrets = secrets;
        this.mutant = mutant;
        answers = new StormAnswers(chance, secrets);
        trouble = chance.of(0, 0, 40, 15, 5);
        if (trouble > 0) {
            ledger.isTroubled();
        }
        pages = new StormEnsPages(chance, time, ledger, answers, mutant);
        lookAlikes = chance.of(0, 2, 5);
        namesEnd = chance.below(3);
        for (int i = chance.of(0, 0, 1, 12); i > 0; i--) {
            somebodyElses("web-" + i, Map.of());
        }
    }

    // ------------------------------------------------------------------ requests

    static String action(SignedRequest request) {
        return request.headers().getOrDefault("x-acs-action", "");
    }

    static Map<String, String> form(SignedRequest request) {
        Map<String, String> form = new TreeMap<>();
        for (String pair : new String(request.body(), StandardCharsets.US_ASCII).split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }

    /** Which scale-out a request orders for; null for any other request. */
    static String ordered(SignedRequest request) {
        return action(request).equals("RunInstances") ? form(request).get("ImageId") : null;
    }

    /** Whether a process that dies right before or after it has done a thing worth dying at. */
    static boolean matters(SignedRequest request) {
        return switch (action(request)) {
            case "RunInstances", "AttachEnsInstances", "ReleasePostPaidInstance", "DescribeClusterAttachScripts" ->
                true;
            default -> false;
        };
    }

    // ------------------------------------------------------------------ orders

    /** An order has left. It is answered within two minutes, and if it runs, it runs before it is answered. */
    void order(String order, int attempt, SignedRequest request, Consumer<WireAnswer> then) {
        ledger.leaves(order, attempt);
        Map<String, String> form = form(request);
        lookAlikes(form.get("InstanceName"));
        StormAnswers told = tellingOf(form);
        switch (chance.below(24)) {
            case 0 -> proving(order, attempt, then, WireAnswer.none(false, new IOException("connection refused")));
            case 1 -> later(chance.upTo(CALL), then, WireAnswer.none(true, new IOException("connection reset")));
            case 2 -> proving(order, attempt, then, refusal(told, true));
            case 3 -> proving(order, attempt, then, refusal(told, false));
            case 4 ->
                later(
                        chance.upTo(CALL),
                        answer -> {
                            ledger.provesNothingBought(order, attempt, true);
                            then.accept(answer);
                        },
                        odd(told));
            case 5 -> later(chance.upTo(CALL), then, told.nothingCertain());
            default -> bill(order, attempt, form, told, then);
        }
    }

    private void proving(String order, int attempt, Consumer<WireAnswer> then, WireAnswer answer) {
        time.after(chance.upTo(CALL), () -> {
            ledger.provesNothingBought(order, attempt, false);
            then.accept(answer);
        });
    }

    private void bill(
            String order, int attempt, Map<String, String> form, StormAnswers told, Consumer<WireAnswer> then) {
        long when = chance.upTo(CALL);
        int how = chance.below(15);
        boolean isOdd = how == 8;
        if (isOdd) {
            ledger.isAnsweredOddly(order);
        }
        time.after(when, () -> {
            List<StormMachine> bought = buy(order, attempt, form, isOdd, how == 11);
            if (how < 12) {
                WireAnswer answer =
                        switch (how) {
                            case 7 -> told.acceptedWithoutId();
                            case 8 -> odd(told);
                            case 9, 10 -> told.nothingCertain();
                            case 11 -> inPart(told, bought);
                            default -> accepted(told, bought);
                        };
                later(chance.upTo(CALL - when), then, answer);
                if (chance.oneIn(15)) {
                    later(chance.upTo(CALL), then, answer);
                }
            }
        });
        if (how >= 12) { // cut off before or after it ran
            later(chance.upTo(CALL), then, WireAnswer.none(true, new IOException("timeout")));
        }
    }

    private List<StormMachine> buy(
            String order, int attempt, Map<String, String> form, boolean isOdd, boolean isInPart) {
        long now = time.now();
        int asked = Integer.parseInt(form.get("Amount"));
        int count = isInPart || chance.oneIn(20) ? 1 + chance.below(asked) : asked;
        long lag = chance.upTo(isOdd ? StormEnsLedger.ODD_LAG : 150_000);
        if (!isOdd && chance.oneIn(12)) {
            lag = chance.of(5 * MINUTE, 20 * MINUTE, StormMachine.NEVER);
        }
        List<StormMachine> bought = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            boolean ends = namesEnd == 0 || (namesEnd == 1 && asked > 1);
            String name = form.get("InstanceName") + (ends ? String.format("%03d", i) : "");
            StormMachine machine = new StormMachine(
                    nextId(), order, name, address(), Map.of(form.get("Tag.1.Key"), form.get("Tag.1.Value")));
            machine.boughtAt = now;
            machine.visibleFrom = now + (chance.oneIn(4) && !isOdd ? lag + chance.upTo(MINUTE) : lag);
            machine.taggedFrom = Math.max(now, machine.visibleFrom + chance.between(-20_000, 20_000));
            machine.runsFrom = machine.visibleFrom + chance.upTo(4 * MINUTE);
            fate(machine);
            ledger.exists(machine);
            bought.add(machine);
        }
        orders.bought(order, attempt, "E-" + order + "-" + number++, now, now);
        return bought;
    }

    private void fate(StormMachine machine) {
        if (!chance.oneIn(4)) {
            machine.joinsAt = machine.runsFrom + (chance.oneIn(6) ? chance.upTo(40 * MINUTE) : chance.upTo(4 * MINUTE));
            machine.readyAt = chance.oneIn(15) ? StormMachine.NEVER : machine.joinsAt + chance.upTo(MINUTE);
        }
        if (!chance.oneIn(4)) {
            machine.joinsAfterRestart = chance.upTo(5 * MINUTE);
        }
        if (chance.oneIn(25) && machine.visibleFrom < StormMachine.NEVER) { // by somebody, who has to see it first
            long millis = machine.visibleFrom - time.now() + 6 * MINUTE + chance.upTo(20 * MINUTE);
            time.after(millis, () -> machine.release(time.now()));
        }
    }

    // ------------------------------------------------------------------ other people's

    private String nextId() {
        return "i-" + chance.below(1000) + "x" + number++;
    }

    private String address() {
        return "10.0." + chance.below(250) + "." + number;
    }

    private StormMachine somebodyElses(String name, Map<String, String> tags) {
        StormMachine machine = new StormMachine(nextId(), StormLedger.SOMEBODY_ELSE, name, address(), tags);
        machine.boughtAt = time.now() - chance.upTo(40 * MINUTE);
        ledger.exists(machine);
        return machine;
    }

    /** Machines whose names and tags look like those of an order, and are none of it. */
    private void lookAlikes(String name) {
        if (lookAlikes == 0 || !shown.add(name)) {
            return;
        }
        String id = name.substring(3, name.length() - 2);
        for (int i = 0; i < lookAlikes; i++) {
            switch (chance.below(9)) {
                case 0 -> somebodyElses(name + "001-copy", Map.of());
                case 1 -> somebodyElses("old-" + name + "001", Map.of());
                case 2 -> somebodyElses("jk-" + id + "0-n001", Map.of());
                case 3 -> somebodyElses("jk-" + id.substring(1) + "-n001", Map.of());
                case 4 -> somebodyElses("jk-" + id.substring(0, id.length() - 1) + "-n001", Map.of());
                case 5 -> somebodyElses("jk-0badc0de-n001", Map.of("jenkins-scaleout", "0badc0de"));
                case 6 -> somebodyElses("web", Map.of("jenkins-scaleout-2", id));
                case 7 -> somebodyElses(name + "00001", Map.of());
                default -> somebodyElses("web", Map.of("jenkins-scaleout", id + "0"));
            }
        }
    }

    // ------------------------------------------------------------------ answers to orders

    /** Answers that may repeat what this request was told. */
    private StormAnswers tellingOf(Map<String, String> form) {
        List<String> all = new ArrayList<>(secrets);
        for (String name : List.of("UserData", "Scripts")) {
            String base64 = form.get(name);
            if (base64 != null) {
                all.add(base64);
                String script = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
                all.add(script);
                all.add(script.replaceAll("(?s).*--openapi-token=(\\S+).*", "$1"));
            }
        }
        return new StormAnswers(chance, all);
    }

    private WireAnswer accepted(StormAnswers told, List<StormMachine> bought) {
        List<String> ids = new ArrayList<>(bought.stream().map(StormMachine::id).toList());
        if (chance.oneIn(10)) {
            ids.remove(ids.size() - 1);
        }
        if (chance.oneIn(30)) {
            StormMachine other = somebodyElses("web", Map.of());
            ledger.isNamed(other);
            ids.add(chance.below(ids.size() + 1), other.id());
        }
        String list =
                "[" + String.join(",", ids.stream().map(id -> '"' + id + '"').toList()) + "]";
        String named = chance.oneIn(8) ? "{\"InstanceIds\":" + list + "}" : list;
        String id = ids.isEmpty() || !chance.oneIn(6) ? "\"OrderId\":\"21317\"," : "";
        String body = chance.oneIn(10)
                ? "{\"OrderId\":21317,\"RequestId\":" + StormAnswers.json(told.words()) + "}"
                : "{" + id + "\"InstanceIds\":" + named + ",\"RequestId\":" + StormAnswers.json(told.words()) + "}";
        return told.answer(200, StormAnswers.utf8(body));
    }

    /** The vendor's words for an order of which a part went through. */
    private WireAnswer inPart(StormAnswers told, List<StormMachine> bought) {
        String code = chance.of("OrderFailed", "StockNotEnough", "InvalidParameter", "MissingParameter");
        String message = chance.of(
                "Some of the bulk orders failed, please try again:"
                        + bought.get(0).id() + ".",
                "批量订单中有部分订单下单失败，请重试");
        return told.answer(400, StormAnswers.utf8(error(code, message)));
    }

    private static String error(String code, String message) {
        return "{\"Code\":" + StormAnswers.json(code) + ",\"Message\":" + StormAnswers.json(message)
                + ",\"RequestId\":\"0A1B\",\"HostId\":\"ens\"}";
    }

    /** A refusal that ENS, or the gateway before it, documents. */
    private WireAnswer refusal(StormAnswers told, boolean later) {
        if (later) {
            String code = chance.of("Throttling", "Throttling.User", "Throttling.Api");
            return told.answer(chance.of(400, 403, 429), StormAnswers.utf8(error(code, told.words())));
        } else if (chance.oneIn(2)) {
            String code = chance.of(
                    "StockNotEnough", "MissingParameter", "InvalidParameter.Amount", "InvalidUserData.NotInWhiteList");
            return told.answer(400, StormAnswers.utf8(error(code, told.words())));
        }
        String code =
                chance.of("Forbidden.RAM", "NoPermission", "SignatureDoesNotMatch", "InvalidAccessKeyId.NotFound");
        return told.answer(chance.of(400, 403, 404), StormAnswers.utf8(error(code, told.words())));
    }

    /** A refusal that ENS does not document. */
    private WireAnswer odd(StormAnswers told) {
        String code = chance.of(
                "OrderFailed", "Whatever.New", "QuotaExceeded", "InsufficientBalance", "ErrorClusterNotFound", "400");
        String message = chance.oneIn(2) ? "not allowed" : "bad value " + told.escaped(told.secret()) + " given";
        return told.answer(chance.of(400, 401, 403, 404, 422), StormAnswers.utf8(error(code, message)));
    }

    private void later(long millis, Consumer<WireAnswer> then, WireAnswer answer) {
        time.after(millis, () -> then.accept(answer));
    }

    // ------------------------------------------------------------------ questions, and what changes machines

    void question(StormLife life, SignedRequest request, Consumer<WireAnswer> then) {
        Map<String, String> form = form(request);
        String id = form.get("InstanceId");
        boolean changes = true;
        switch (action(request)) {
            case "AttachEnsInstances" -> ledger.attaches(life, id);
            case "ReleasePostPaidInstance" -> ledger.releases(life, id);
            case "ModifyInstanceAutoRenewAttribute" ->
                List.of(form.get("InstanceIds").split(";")).forEach(ledger::renews);
            default -> changes = false;
        }
        boolean isChange = changes;
        long patience = trouble == 0 ? 2_000 : QUERY;
        time.after(chance.upTo(patience / 2), () -> {
            boolean fails = chance.oneIn(isChange ? Math.min(trouble, 4) : trouble);
            long asOf = time.now();
            WireAnswer answer = fails && (!isChange || chance.oneIn(2))
                    ? failure(form, isChange)
                    : isChange ? change(request, form) : pages.answer(request, form);
            if (answer == null) {
                answer = script();
            }
            if (fails && isChange && answer.status() == 200) {
                answer = lost(form);
            }
            if (form.containsKey("Tag.1.Value")) {
                lookAlikes("jk-" + form.get("Tag.1.Value") + "-n");
            }
            boolean tellsNodes = !fails && pages.isFirstOfNodes(request);
            time.after(chance.upTo(patience / 2), hearing(life, tellsNodes, asOf, then, answer));
        });
    }

    private Runnable hearing(
            StormLife life, boolean tellsNodes, long asOf, Consumer<WireAnswer> then, WireAnswer answer) {
        return () -> {
            if (tellsNodes) {
                ledger.hearsNodes(life, asOf);
            }
            then.accept(answer);
        };
    }

    private WireAnswer failure(Map<String, String> form, boolean isChange) {
        StormAnswers told = tellingOf(form);
        return switch (chance.below(isChange ? 5 : 8)) {
            case 0, 1 -> lost(form);
            case 2 -> refusal(told, true);
            case 3 -> refusal(told, false);
            case 4 -> odd(told);
            case 5, 6 -> told.answer(200, StormAnswers.utf8(error("InternalError", told.words())));
            default ->
                told.answer(
                        200,
                        StormAnswers.utf8("{\"Instances\":17,\"TagResources\":{},\"nodes\":\"\",\"PriceInfo\":[],"
                                + "\"state\":[],\"status\":null}"));
        };
    }

    private WireAnswer lost(Map<String, String> form) {
        return chance.oneIn(2)
                ? tellingOf(form).nothingCertain()
                : WireAnswer.none(chance.oneIn(2), new IOException("timeout"));
    }

    private WireAnswer change(SignedRequest request, Map<String, String> form) {
        StormMachine machine = ledger.machine(form.get("InstanceId"));
        switch (action(request)) {
            case "AttachEnsInstances" -> machine.restart(time.now());
            case "ReleasePostPaidInstance" -> machine.release(time.now());
            default -> {}
        }
        String words = StormAnswers.json(tellingOf(form).words());
        return answers.answer(200, StormAnswers.utf8("{\"RequestId\":" + words + "}"));
    }

    /** A script with a token of its own, in one of the shapes that have been seen. */
    private WireAnswer script() {
        String token = "JoinTok" + chance.between(1_000_000, 9_999_999) + "/+" + chance.between(100, 999) + "=";
        String text =
                "wget https://packages/" + chance.below(9) + "/edgeadm -O edgeadm; chmod u+x edgeadm; ./edgeadm join"
                        + " --openapi-token=" + token + " --node-spec='{\"quiet\":true}'"
                        + (chance.oneIn(40) ? "#".repeat(17_000) : "");
        eyes.mustNotSee("a join token", token);
        for (int i = 1; i < 3; i++) { // however it lies in a longer text
            String base64 = Base64.getEncoder().encodeToString(StormAnswers.utf8(token.substring(i)));
            eyes.mustNotSee("a join token in Base64", base64.substring(0, base64.length() / 4 * 4 - 4));
        }
        String body =
                switch (chance.below(4)) {
                    case 0 -> text;
                    case 1 -> "{\"result\":" + StormAnswers.json(text) + "}";
                    case 2 -> "{\"script\":" + StormAnswers.json(text) + ",\"expires\":1}";
                    default -> StormAnswers.json(text);
                };
        return answers.answer(200, StormAnswers.utf8(body));
    }
}
