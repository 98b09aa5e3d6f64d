package io.jenkins.plugins.ackedge.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** The bill: what was really ordered. Everything about "never order twice" is judged here. */
public final class Ledger {
    private final List<LedgerEntry> entries = new ArrayList<>();
    private final Consumer<LedgerEntry> listener;

    Ledger(Consumer<LedgerEntry> listener) {
        this.listener = listener;
    }

    /** How many orders were executed. */
    public synchronized int orders() {
        return entries.size();
    }

    /** How many orders were executed for one cluster. */
    public synchronized int orders(String clusterId) {
        return (int) entries.stream()
                .filter(entry -> entry.clusterId().equals(clusterId))
                .count();
    }

    /** How many machines were bought. */
    public synchronized long nodes() {
        return entries.stream().mapToLong(LedgerEntry::count).sum();
    }

    /** How many machines were bought for one cluster. */
    public synchronized long nodes(String clusterId) {
        return entries.stream()
                .filter(entry -> entry.clusterId().equals(clusterId))
                .mapToLong(LedgerEntry::count)
                .sum();
    }

    public synchronized List<LedgerEntry> entries() {
        return List.copyOf(entries);
    }

    synchronized void add(
            SimulatedTask task, Operation operation, long count, ObjectNode body, Caller caller, long nowMillis) {
        ObjectNode shown = body.deepCopy();
        if (shown.has("login_password")) {
            shown.put("login_password", "***");
        }
        List<String> keys = new ArrayList<>();
        for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
            keys.add(names.next());
        }
        LedgerEntry entry = new LedgerEntry(
                entries.size() + 1,
                task.clusterId(),
                operation,
                count,
                task.id(),
                caller.requestId(),
                caller.accessKeyId(),
                nowMillis,
                List.copyOf(keys),
                Json.write(shown));
        entries.add(entry);
        listener.accept(entry);
    }

    /** What {@code GET /_simulator/ledger} answers. */
    synchronized ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("orders", orders());
        json.put("nodes", nodes());
        ArrayNode list = json.putArray("entries");
        for (LedgerEntry entry : entries) {
            ObjectNode item = list.addObject();
            item.put("number", entry.number());
            item.put("clusterId", entry.clusterId());
            item.put("operation", entry.operation().action());
            item.put("count", entry.count());
            item.put("taskId", entry.taskId());
            item.put("requestId", entry.requestId());
            item.put("accessKeyId", entry.accessKeyId());
            item.put("atMillis", entry.atMillis());
            item.set("body", Json.readObject(entry.bodyJson()));
        }
        return json;
    }
}
