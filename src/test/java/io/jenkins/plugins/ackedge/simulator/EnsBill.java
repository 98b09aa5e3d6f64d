package io.jenkins.plugins.ackedge.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The bill of ENS: what was really ordered, as {@link Ledger} is the bill of ACK. */
public final class EnsBill {
    private final List<EnsBillEntry> entries = new ArrayList<>();

    /** How many orders were executed. */
    public synchronized int orders() {
        return entries.size();
    }

    /** How many machines were bought, the released ones included. */
    public synchronized int machines() {
        return entries.stream().mapToInt(EnsBillEntry::amount).sum();
    }

    /** How many of the machines bought have not been released. */
    public synchronized int machinesKept() {
        return entries.stream()
                .mapToInt(entry -> entry.amount() - entry.released().size())
                .sum();
    }

    /** The prices of all orders together. */
    public synchronized BigDecimal total() {
        return entries.stream().map(EnsBillEntry::price).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    public synchronized List<EnsBillEntry> entries() {
        return List.copyOf(entries);
    }

    synchronized void add(EnsBillEntry entry) {
        entries.add(entry);
    }

    /** The member {@code ens} of what {@code GET /_simulator/ledger} answers. */
    synchronized ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("orders", orders());
        json.put("machines", machines());
        json.put("total", total().toPlainString());
        ArrayNode list = json.putArray("entries");
        for (EnsBillEntry entry : entries) {
            ObjectNode item = list.addObject();
            item.put("number", entry.number());
            item.put("orderId", entry.orderId());
            item.put("requestId", entry.requestId());
            item.put("accessKeyId", entry.accessKeyId());
            item.put("atMillis", entry.atMillis());
            item.put("region", entry.region());
            item.put("chargeType", entry.chargeType());
            item.put("amount", entry.amount());
            item.put("price", entry.price().toPlainString());
            item.put("currency", entry.currency());
            ObjectNode tags = item.putObject("tags");
            entry.tags().forEach(tags::put);
            ArrayNode machines = item.putArray("machines");
            entry.machines()
                    .forEach(machine -> machines.addObject()
                            .put("id", machine.id())
                            .put("name", machine.name())
                            .put("status", machine.status())
                            .put("node", machine.nodeStatus())
                            .put("released", machine.released()));
        }
        return json;
    }
}
