package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.SignedRequest;
import io.jenkins.plugins.ackedge.api.WireAnswer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@link StormEns} answers to whoever only asks: lists in pages of its own taste, prices, stock, cluster and node pool. */
final class StormEnsPages {
    private static final Pattern NODES = Pattern.compile("/clusters/[^/]+/nodes");
    private static final Pattern POOL = Pattern.compile("/clusters/[^/]+/nodepools/[^/]+");
    private static final Pattern CLUSTER = Pattern.compile("/clusters/[^/]+");
    private static final Pattern SCRIPT = Pattern.compile("/clusters/[^/]+/attachscript");

    /** What a machine's name looks like to somebody who only looks whether an order's id is in it. */
    private static final Pattern ID_IN_NAME = Pattern.compile(".*jk-([0-9a-f]{8,})-n.*");

    private final StormChance chance;
    private final StormTime time;
    private final StormEnsLedger ledger;
    private final StormAnswers answers;
    private final StormMutant mutant;

    private final int rows;
    private final boolean newestFirst;
    private final int listsTags;
    private final int mayTag;
    private final int mayPrice;
    private final int mayStock;
    private final int nodesAre;
    private final int counts;
    private final boolean hasNeighbours;

    /** Lists of machines lack what is new, though they count it; and nobody may ask for tags. */
    private final boolean hides;

    StormEnsPages(StormChance chance, StormTime time, StormEnsLedger ledger, StormAnswers answers, StormMutant mutant) {
        this.chance = chance;
        this.time = time;
        this.ledger = ledger;
        this.answers = answers;
        this.mutant = mutant;
        rows = chance.of(1, 3, 100);
        newestFirst = chance.oneIn(2);
        listsTags = chance.below(3);
        hides = chance.oneIn(12);
        mayTag = hides ? 0 : chance.below(5);
        if (hides) {
            ledger.listsAreKept();
        }
        mayPrice = chance.below(8);
        mayStock = chance.below(8);
        nodesAre = chance.below(4);
        counts = hides ? 0 : chance.below(3);
        hasNeighbours = chance.oneIn(2);
    }

    private static String path(SignedRequest request) {
        String path = request.url().substring(request.url().indexOf('/', "https://".length()));
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    boolean isFirstOfNodes(SignedRequest request) {
        return NODES.matcher(path(request)).matches() && number(request.url(), "pageNumber", 1) == 1;
    }

    /** Null for a join script, which this does not make. */
    WireAnswer answer(SignedRequest request, Map<String, String> form) {
        String path = path(request);
        if (SCRIPT.matcher(path).matches()) {
            return null;
        } else if (NODES.matcher(path).matches()) {
            return nodes(request.url());
        } else if (POOL.matcher(path).matches()) {
            String type = chance.oneIn(200) ? "ess" : "edge";
            return ok("{\"nodepool_info\":{\"name\":\"p\",\"type\":\"" + type
                    + "\"},\"status\":{\"state\":\"active\",\"total_nodes\":3}}");
        } else if (CLUSTER.matcher(path).matches()) {
            String state = chance.oneIn(200) ? "scaling" : "running";
            return ok("{\"cluster_id\":\"c\",\"profile\":\"Edge\",\"state\":\"" + state + "\",\"name\":"
                    + StormAnswers.json(answers.words()) + "}");
        }
        return switch (StormEns.action(request)) {
            case "DescribeInstances" -> instances(form);
            case "ListTagResources" -> tagged(form);
            case "DescribePrice" -> price();
            case "DescribePrePaidInstanceStock" -> stock();
            default -> answers.odd();
        };
    }

    private WireAnswer ok(String json) {
        return new WireAnswer(200, answers.headers(), StormAnswers.utf8(json), false, true, null);
    }

    private WireAnswer forbidden() {
        return answers.answer(
                chance.of(400, 403), StormAnswers.utf8("{\"Code\":\"Forbidden.RAM\",\"Message\":\"not allowed\"}"));
    }

    // ------------------------------------------------------------------ machines

    private WireAnswer instances(Map<String, String> form) {
        long now = time.now();
        String ids = form.getOrDefault("InstanceIds", "");
        Set<String> asked =
                new HashSet<>(Arrays.asList(ids.replaceAll("[\\[\\]\" ]", "").split(",")));
        List<StormMachine> all = new ArrayList<>(ledger.machines().stream()
                .filter(m -> m.isListed(now) && (ids.isEmpty() || asked.contains(m.id())))
                .toList());
        all.sort(
                newestFirst
                        ? Comparator.comparingLong(m -> -m.boughtAt)
                        : Comparator.comparingInt(m -> m.id().hashCode()));
        int page = Integer.parseInt(form.getOrDefault("PageNumber", "1"));
        int size = Math.min(rows, Integer.parseInt(form.getOrDefault("PageSize", "10")));
        int listed = all.size();
        if (hides) {
            all.removeIf(machine -> machine.boughtAt > 1_000_000);
        }
        List<String> some = page(all, page, size).stream().map(this::row).toList();
        return ok("{\"Code\":0," + total("TotalCount", listed, ",") + "\"PageNumber\":" + page
                + ",\"Instances\":{\"Instance\":[" + String.join(",", some) + "]},\"RequestId\":"
                + StormAnswers.json(answers.words()) + "}");
    }

    private <T> List<T> page(List<T> all, int page, int size) {
        if (mutant == StormMutant.READS_THE_FIRST_PAGE_ONLY && page > 1) {
            return List.of();
        }
        int from = Math.min(all.size(), (page - 1) * size);
        return all.subList(from, Math.min(all.size(), from + size));
    }

    /** Right, left out, or now and then wrong. */
    private String total(String name, int size, String end) {
        if (counts == 1 || mutant == StormMutant.READS_THE_FIRST_PAGE_ONLY) {
            return "";
        }
        long total = counts == 2 && chance.oneIn(15) ? chance.below(60) : size;
        return "\"" + name + "\":" + total + end;
    }

    private String row(StormMachine machine) {
        String name = machine.name();
        Matcher id = ID_IN_NAME.matcher(name);
        boolean isTagged = listsTags == 0 || (listsTags == 2 && chance.oneIn(2));
        if (mutant == StormMutant.KNOWS_NAMES_BY_WHAT_IS_IN_THEM && id.matches()) {
            name = "jk-" + id.group(1) + "-n001";
            isTagged = false;
        }
        // Where nobody says so, a name of ours that carries another order's tag would be taken for ours by anybody.
        String tags = !isTagged
                ? ""
                : ",\"Tags\":{\"Tags\":["
                        + String.join(
                                ",",
                                machine.tags().entrySet().stream()
                                        .map(t -> "{\"TagKey\":\"" + t.getKey() + "\",\"TagValue\":\"" + t.getValue()
                                                + "\"}")
                                        .toList())
                        + "]}";
        return "{\"InstanceId\":\"" + machine.id() + "\",\"InstanceName\":\"" + name + "\",\"HostName\":\"" + name
                + "\",\"Status\":\"" + machine.status(time.now()) + "\",\"CreationTime\":"
                + StormAnswers.json(chance.oneIn(20) ? answers.words() : "2026-01-01T00:00:00Z")
                + ",\"PrivateIpAddresses\":{\"PrivateIpAddress\":[{\"Ip\":\"" + machine.address() + "\"}]}" + tags
                + "}";
    }

    /** Named by tokens, three at a time; it may list other tags and values as well. */
    private WireAnswer tagged(Map<String, String> form) {
        if (mayTag == 0) {
            return forbidden();
        }
        long now = time.now();
        String key = form.get("Tag.1.Key");
        String value = form.get("Tag.1.Value");
        List<String> all = new ArrayList<>();
        for (StormMachine machine : ledger.machines()) {
            boolean fits = value.equals(machine.tags().get(key));
            if (machine.isTagged(now) && (fits || mayTag == 1)) {
                machine.tags()
                        .forEach((k, v) -> all.add(
                                "{\"ResourceId\":\"" + machine.id() + "\",\"ResourceType\":\"instance\",\"TagKey\":\""
                                        + k + "\",\"TagValue\":\"" + v + "\"}"));
            }
        }
        int page = Integer.parseInt(form.getOrDefault("NextToken", "t1").substring(1));
        int size = Math.min(rows, 3);
        boolean hasMore = page * size < all.size() && mutant != StormMutant.READS_THE_FIRST_PAGE_ONLY;
        return ok("{\"TagResources\":[" + String.join(",", page(all, page, size)) + "]"
                + (hasMore ? ",\"NextToken\":\"t" + (page + 1) + "\"" : "") + "}");
    }

    // ------------------------------------------------------------------ nodes

    private WireAnswer nodes(String url) {
        long now = time.now();
        List<String> all = new ArrayList<>();
        for (StormMachine machine : ledger.machines()) {
            if (machine.isListedAsNode(now) && mutant != StormMutant.SEES_NO_NODE_AFTER_A_WHILE) {
                all.add(node(machine));
            } else if (machine.isListedAsNode(now) && now - machine.joinsAt < 60_000) {
                all.add(node(machine));
            } else if (hasNeighbours && machine.isListed(now)) {
                all.add(neighbour(machine));
            }
        }
        int page = number(url, "pageNumber", 1);
        int size = Math.min(rows, number(url, "pageSize", 10));
        return ok("{\"nodes\":[" + String.join(",", page(all, page, size)) + "]"
                + (counts == 1 ? "" : ",\"page\":{" + total("total_count", all.size(), "") + "}") + "}");
    }

    /** In one of the ways in which a node may say which machine it is. */
    private String node(StormMachine machine) {
        String status = machine.isReady(time.now()) ? "Ready" : chance.of("NotReady", "Unknown");
        return switch (nodesAre) {
            case 0 -> node(machine.id(), machine.name(), machine.name(), machine.address(), status);
            case 1 -> node(machine.name(), machine.name(), machine.name(), machine.address(), status);
            case 2 -> node("", machine.name(), machine.name(), machine.address(), status);
            default -> node("", "edge-" + machine.id(), "", machine.address(), status);
        };
    }

    /** A node of another region's machine that has the same private address. */
    private String neighbour(StormMachine machine) {
        return machine.id().hashCode() % 2 == 0
                ? node("i-other" + machine.id(), "other-" + machine.id(), "other", machine.address(), "Ready")
                : node("", "jk-0badc0de-n001", "jk-0badc0de-n001", machine.address(), "Ready");
    }

    private static String node(String id, String name, String host, String address, String status) {
        return "{\"instance_id\":\"" + id + "\",\"node_name\":\"" + name + "\",\"host_name\":\"" + host
                + "\",\"ip_address\":[\"" + address + "\"],\"node_status\":\"" + status
                + "\",\"state\":\"running\",\"nodepool_id\":\"np-1\"}";
    }

    private static int number(String url, String name, int otherwise) {
        Matcher m = Pattern.compile("[?&]" + name + "=([0-9]+)").matcher(url);
        return m.find() ? Integer.parseInt(m.group(1)) : otherwise;
    }

    // ------------------------------------------------------------------ before an order

    private WireAnswer price() {
        return switch (mayPrice) {
            case 0 -> forbidden();
            case 1 -> chance.oneIn(2) ? answers.odd() : ok("{\"PriceInfo\":{\"Price\":{\"TradePrice\":\"-1\"}}}");
            default ->
                ok("{\"PriceInfo\":{\"Price\":{\"Currency\":\"CNY\",\"TradePrice\":"
                        + chance.of("99.5", "\"99.5\"", "120") + "}},\"Code\":0}");
        };
    }

    private WireAnswer stock() {
        return switch (mayStock) {
            case 0 -> forbidden();
            case 1 -> ok("{\"AvaliableCount\":" + chance.of("-1", "\"many\"", "1") + "}");
            default -> ok("{\"AvaliableCount\":" + (chance.oneIn(30) ? 0 : 5) + "}");
        };
    }
}
