package io.jenkins.plugins.ackedge.orders.ledger;

import hudson.Util;
import io.jenkins.plugins.ackedge.orders.page.ViewerTimeZone;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import io.jenkins.plugins.ackedge.scaleout.OrderState;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Which orders somebody asks for: texts as they were given, and what is wrong with them. Immutable. */
public final class LedgerQuery {
    private final String cluster;
    private final String job;
    private final String state;
    private final String from;
    private final String to;
    private final String page;
    private final String zone;

    /** @param parameter the value of a parameter of the request; null if it has none */
    LedgerQuery(UnaryOperator<String> parameter) {
        this.cluster = text(parameter.apply("cluster"));
        this.job = text(parameter.apply("job"));
        this.state = text(parameter.apply("state"));
        this.from = text(parameter.apply("from"));
        this.to = text(parameter.apply("to"));
        this.page = text(parameter.apply("page"));
        this.zone = text(parameter.apply("zone"));
    }

    private static String text(String given) {
        return Util.fixNull(given).trim();
    }

    /** Everything that is wrong, a sentence each: then nothing is found, rather than something else. */
    public List<String> getFaults() {
        List<String> faults = new ArrayList<>();
        if (!state.isEmpty()
                && Arrays.stream(OrderState.values()).noneMatch(s -> s.name().equals(state))) {
            faults.add(Messages.LedgerQuery_state(state));
        }
        for (String day : List.of(from, to)) {
            if (!day.isEmpty() && !isDay(day)) {
                faults.add(Messages.LedgerQuery_day(day));
            }
        }
        if (!zone.isEmpty() && !ViewerTimeZone.isZone(zone)) {
            faults.add(Messages.LedgerQuery_zone(zone));
        }
        if (!page.isEmpty() && !page.matches("[1-9]\\d{0,6}")) {
            faults.add(Messages.LedgerQuery_page(page));
        }
        return faults;
    }

    private static boolean isDay(String day) {
        try {
            LocalDate.parse(day);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Only of a query without {@link #getFaults}. */
    Predicate<OrderRecord> filter() {
        ViewerTimeZone days = timeZone(null);
        long first = from.isEmpty() ? Long.MIN_VALUE : days.startOf(LocalDate.parse(from));
        long end =
                to.isEmpty() ? Long.MAX_VALUE : days.startOf(LocalDate.parse(to).plusDays(1));
        String part = job.toLowerCase(Locale.ROOT);
        return record -> (cluster.isEmpty()
                        || record.getCluster().equals(cluster)
                        || record.getParameter(Parameter.CLUSTER_ID).equalsIgnoreCase(cluster))
                && record.getWho().toLowerCase(Locale.ROOT).contains(part)
                && (state.isEmpty() || record.getState().name().equals(state))
                && record.getPlannedMillis() >= first
                && record.getPlannedMillis() < end;
    }

    /**
     * In which days begin and times are shown.
     *
     * @param otherwise where the query names none; null for the controller's own
     */
    ViewerTimeZone timeZone(String otherwise) {
        return ViewerTimeZone.of(zone.isEmpty() ? otherwise : zone);
    }

    /** From 1. Only of a query without {@link #getFaults}. */
    int page() {
        return page.isEmpty() ? 1 : Integer.parseInt(page);
    }

    /** The same for another page, as the query of a URL, with its question mark. */
    public String toPage(int number) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("cluster", cluster);
        all.put("job", job);
        all.put("state", state);
        all.put("from", from);
        all.put("to", to);
        all.put("zone", zone);
        all.put("page", number == 1 ? "" : Integer.toString(number));
        return all.entrySet().stream()
                .filter(e -> !e.getValue().isEmpty())
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "?", ""));
    }

    /** Name or id at the vendor of a cluster; "" for all. */
    public String getCluster() {
        return cluster;
    }

    /** A part of a job's full name, or of a build's; "" for all. */
    public String getJob() {
        return job;
    }

    /** Name of an {@link OrderState}; "" for all. */
    public String getState() {
        return state;
    }

    /** The first day, as in 2026-03-01; "" for no beginning. */
    public String getFrom() {
        return from;
    }

    /** The last day; "" for no end. */
    public String getTo() {
        return to;
    }
}
