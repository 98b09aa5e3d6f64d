package io.jenkins.plugins.ackedge.orders.ledger;

import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/** Orders as comma-separated values (RFC 4180), a line each, for spreadsheets and scripts. */
final class LedgerCsv {
    private static final List<String> HEADER = List.of(
            "orderId",
            "planned",
            "submitted",
            "ended",
            "build",
            "startedBy",
            "cluster",
            "clusterId",
            "regionId",
            "via",
            "nodes",
            "price",
            "state",
            "taskId",
            "requestId",
            "instanceIds",
            "boughtUntil",
            "account",
            "limits",
            "message");

    private LedgerCsv() {}

    static void write(List<OrderRecord> records, Appendable out) throws IOException {
        line(HEADER, out);
        for (OrderRecord record : records) {
            line(cells(record), out);
        }
    }

    private static List<String> cells(OrderRecord record) {
        return List.of(
                record.getOrderId(),
                time(record.getPlannedMillis()),
                time(record.getSubmittedMillis()),
                time(record.getEndedMillis()),
                record.getWho(),
                record.getStartedBy(),
                record.getCluster(),
                record.getParameter(Parameter.CLUSTER_ID),
                record.getParameter(Parameter.REGION_ID),
                record.getVia(),
                record.nodesOrdered() == Long.MAX_VALUE ? "" : Long.toString(record.nodesOrdered()),
                record.getPrice(),
                record.getState().name(),
                record.getTaskId(),
                record.getRequestId(),
                String.join(" ", record.instanceIds()),
                record.boughtUntil(),
                record.getAccount(),
                record.getLimits(),
                record.getMessage());
    }

    private static String time(long millis) {
        return millis == 0
                ? ""
                : Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static void line(List<String> cells, Appendable out) throws IOException {
        out.append(cells.stream().map(LedgerCsv::quoted).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    /** A spreadsheet takes what begins with some characters for a formula, and runs it. */
    private static String quoted(String cell) {
        String harmless = cell.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + cell : cell;
        return '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
