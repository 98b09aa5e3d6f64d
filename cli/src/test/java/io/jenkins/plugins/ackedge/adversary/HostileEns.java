package io.jenkins.plugins.ackedge.adversary;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The part of the hostile server that is ENS, with what ACK is asked for such an order. It does what it is asked to do also
 * where it then says something else, and notes what no client may ever ask.
 */
final class HostileEns {
    /** By the names of ENS's operations, and these of ACK. */
    static final String NODE_POOL = "node pool";

    static final String SCRIPT = "join script";
    static final String NODES = "nodes";

    private final MachineBook machines = new MachineBook();
    private final Map<String, Answers> scripted = new ConcurrentHashMap<>();
    private final Map<String, Answers> scriptedAfterOrder = new ConcurrentHashMap<>();
    private final Map<String, Consumer<Request>> before = new ConcurrentHashMap<>();
    private final List<String> wrongs = new CopyOnWriteArrayList<>();
    private final List<String> attached = new CopyOnWriteArrayList<>();
    private final List<String> released = new CopyOnWriteArrayList<>();
    private volatile boolean joinsWhenAttached = true;
    private volatile String name = "";
    private volatile String userData = "";

    MachineBook machines() {
        return machines;
    }

    /** Answers to an operation, in this order; the last one stays. */
    void on(String operation, Answer... answers) {
        scripted.put(operation, Answers.of(answers));
    }

    /** The same for what is asked after the order. */
    void onAfterOrder(String operation, Answer... answers) {
        scriptedAfterOrder.put(operation, Answers.of(answers));
    }

    void asUsual(String operation) {
        scripted.remove(operation);
        scriptedAfterOrder.remove(operation);
    }

    /** Runs when such a request has been read, before anything is done about it. */
    void before(String operation, Consumer<Request> what) {
        before.put(operation, what);
    }

    void attachingDoesNotHelp() {
        joinsWhenAttached = false;
    }

    // ---- what it saw --------------------------------------------------------------------------------------------

    /** What was asked and never may be. */
    List<String> wrongs() {
        return wrongs;
    }

    /** The machines whose join script was run again, each as often as that was asked. */
    List<String> attached() {
        return attached;
    }

    List<String> released() {
        return released;
    }

    /** The name of the first order's machines, without what is appended. */
    String name() {
        return name;
    }

    /** As the last order had it. */
    String userData() {
        return userData;
    }

    // ---- how it works -------------------------------------------------------------------------------------------

    void order(Request request, OrderStep step) {
        Map<String, String> form = request.form();
        name = form.getOrDefault("InstanceName", "");
        userData = form.getOrDefault("UserData", "");
        String tag = form.getOrDefault("Tag.1.Value", "");
        check(request, form, tag);
        if (step.carriedOut()) {
            int count = Integer.parseInt(form.get("Amount"));
            boolean isPaidByUse = form.getOrDefault("InstanceChargeType", "").equals("PostPaid");
            machines.addOurs(
                    name,
                    Map.of(form.getOrDefault("Tag.1.Key", ""), tag),
                    isPaidByUse,
                    count,
                    step.listedAfterSeconds());
        }
    }

    /** An order whose answer is lost is found by its name and its tag, so it must have both; and a secret is in no URL. */
    private void check(Request request, Map<String, String> form, String tag) {
        boolean isNamed = name.matches("jk-[0-9a-f]{16,}-n") && "true".equals(form.get("UniqueSuffix"));
        if (!isNamed || !name.contains(tag) || !MachineBook.TAG.equals(form.get("Tag.1.Key"))) {
            wrongs.add("an order that cannot be found again: " + name + ", " + tag);
        }
        if (!request.query().isEmpty()) {
            wrongs.add("an order in a URL: " + request.query().keySet());
        }
        String script = new String(Base64.getDecoder().decode(userData), StandardCharsets.UTF_8);
        if (script.contains(Secrets.PASSWORD) || script.contains(Secrets.KEY_SECRET)) {
            wrongs.add("a secret in the user data");
        }
    }

    /** Empty if it is none of its operations. */
    Optional<Answer> answer(Request request, boolean isOrdered) {
        String operation = operation(request);
        if (operation.isEmpty()) {
            return Optional.empty();
        }
        before.getOrDefault(operation, any -> {}).accept(request);
        Answer usual = usual(operation, request);
        Answers others = isOrdered ? scriptedAfterOrder.get(operation) : null;
        others = others == null ? scripted.get(operation) : others;
        return Optional.of(others == null ? usual : others.next());
    }

    private static String operation(Request request) {
        if (request.path().equals("/")) {
            return request.header("x-acs-action").orElse("");
        }
        if (request.path().matches("/clusters/[^/]+/attachscript")) {
            return SCRIPT;
        }
        if (request.path().matches("/clusters/[^/]+/nodes")) {
            return NODES;
        }
        return request.path().matches("/clusters/[^/]+/nodepools/[^/]+") ? NODE_POOL : "";
    }

    private Answer usual(String operation, Request request) {
        Map<String, String> form = request.form();
        return switch (operation) {
            case "DescribeInstances" -> machines.instances(form);
            case "ListTagResources" -> machines.tagged(form);
            case "DescribePrice" -> EnsBodies.price("126.75");
            case "DescribePrePaidInstanceStock" -> EnsBodies.stock("50");
            case "AttachEnsInstances" -> attach(form.getOrDefault("InstanceId", ""));
            case "ReleasePostPaidInstance" -> release(form.getOrDefault("InstanceId", ""));
            case "ModifyInstanceAutoRenewAttribute" -> renew(form.getOrDefault("InstanceIds", ""));
            case SCRIPT -> EnsBodies.script(Secrets.JOIN_SCRIPT);
            case NODES -> machines.nodes(request.query());
            case NODE_POOL ->
                Answer.json(
                        200,
                        "{\"nodepool_info\":{\"nodepool_id\":\"np1c9229d9be2d432c93f77a88fca0abcd\",\"name\":\"edge\","
                                + "\"type\":\"edge\"},\"status\":{\"state\":\"active\",\"total_nodes\":0}}");
            default -> Bodies.refusal(404, "InvalidAction.NotFound");
        };
    }

    private synchronized Answer attach(String id) {
        Optional<MachineBook.Machine> machine = machines.find(id).filter(m -> m.isOurs);
        if (machine.isEmpty()) {
            wrongs.add("the join script was run on somebody else's machine: " + id);
        } else if (machine.get().isNode()) {
            wrongs.add("the join script was run again on a node: " + id);
        } else if (attached.contains(id)) {
            wrongs.add("the join script was run twice again: " + id);
        } else if (joinsWhenAttached) {
            machine.get().joins = Optional.of(Instant.now().plusSeconds(2));
        }
        attached.add(id);
        return EnsBodies.done();
    }

    private synchronized Answer release(String id) {
        Optional<MachineBook.Machine> machine = machines.find(id).filter(m -> m.isOurs);
        if (machine.isEmpty()) {
            wrongs.add("somebody else's machine was released: " + id);
        } else if (machine.get().joins.isPresent()) {
            wrongs.add("a machine was released that is a node, or was one: " + id);
        } else if (!machine.get().isPaidByUse) {
            wrongs.add("a subscription was released: " + id);
        }
        boolean isAgain = released.contains(id);
        released.add(id);
        return isAgain ? Bodies.refusal(400, "InstanceIdNotFound") : EnsBodies.done();
    }

    private Answer renew(String ids) {
        List<String> all = new ArrayList<>(List.of(ids.split(";")));
        all.removeIf(id -> machines.find(id).filter(m -> m.isOurs).isPresent());
        if (!all.isEmpty()) {
            wrongs.add("somebody else's machines are renewed: " + all);
        }
        return EnsBodies.done();
    }
}
