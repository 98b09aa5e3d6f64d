package io.jenkins.plugins.ackedge.orders;

import io.jenkins.plugins.ackedge.config.ClusterLimits;
import io.jenkins.plugins.ackedge.config.ClusterLimits.Limit;
import io.jenkins.plugins.ackedge.scaleout.Order;
import io.jenkins.plugins.ackedge.scaleout.OrderFolder;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Holds an order that is about to be planned against the administrators' limits. What was ordered before is counted in the
 * controller's own records, which outlive builds and do not change their names with jobs. Whoever asks has to keep others
 * from planning an order until this one is planned.
 */
public final class OrderLimits {
    private static final long A_DAY = TimeUnit.DAYS.toMillis(1);

    private final OrderFolder records;
    private final Clock clock;

    /** @param clock may be set back: orders of its future count as well */
    public OrderLimits(OrderFolder records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    /**
     * The order as it is allowed: it adds no more nodes than the limits leave, and its record says which limits those are.
     *
     * @throws OverLimitException with a sentence that names the limit, its value and what was used; nothing is ordered then
     * @throws IOException if the records cannot be listed
     */
    public Order allow(Order order, ClusterLimits limits) throws IOException, OverLimitException {
        List<String> used = new ArrayList<>();
        long most = Long.MAX_VALUE;
        if (limits.maxCount().isPresent()) {
            most = limits.maxCount().get().most().longValue();
            used.add(limits.maxCount().get().words());
        }
        if (limits.maxCountPerDay().isPresent()) {
            Limit limit = limits.maxCountPerDay().get();
            long before = orderedInLastDay(order.clusterId(), limit);
            long left = limit.most().longValue() - before;
            refuseWhatIsNotLeft(order, limit, before, left);
            most = Math.min(most, left);
            used.add(limit.words() + ", of which " + before + " were ordered in the 24 hours before");
        }
        if (order.parameters().get(Parameter.MAX_PRICE).isPresent()) {
            limits.maxPrice().map(Limit::words).ifPresent(used::add);
        }
        return order.atMost(most).from(order.origin().withLimits(String.join("; ", used)));
    }

    private static void refuseWhatIsNotLeft(Order order, Limit limit, long before, long left)
            throws OverLimitException {
        String count = order.parameters().get(Parameter.COUNT).orElse("");
        boolean isNothingLeft = left <= 0;
        if (isNothingLeft || (!count.isEmpty() && new BigDecimal(count).compareTo(BigDecimal.valueOf(left)) > 0)) {
            String given = count.isEmpty()
                    ? "desiredSize '"
                            + order.parameters().get(Parameter.DESIRED_SIZE).orElse("") + "'"
                    : "count '" + count + "'";
            throw new OverLimitException(given + " is more than is left of " + limit.words() + ": " + before
                    + " nodes were ordered in the last 24 hours, by all jobs together, so " + Math.max(0, left)
                    + " are left");
        }
    }

    private long orderedInLastDay(String clusterId, Limit limit) throws IOException, OverLimitException {
        OrderFolder.Contents all = records.contents();
        if (!all.unreadable().isEmpty()) {
            throw new OverLimitException("nothing can be counted against " + limit.words() + ": "
                    + all.unreadable().size()
                    + " records of orders cannot be read, and Manage Jenkins tells an administrator which");
        }
        long since = clock.millis() - A_DAY;
        long nodes = 0;
        for (OrderRecord record : all.records()) {
            // Whether the vendor's ids differ by case is not documented.
            boolean isSame = record.getParameter(Parameter.CLUSTER_ID).equalsIgnoreCase(clusterId);
            if (!isSame || record.lastSentMillis() <= since) {
                continue;
            }
            long more = record.nodesOrdered();
            if (more == Long.MAX_VALUE) {
                throw new OverLimitException("nothing can be counted against " + limit.words() + " while order "
                        + record.getOrderId() + " may still be sent, which names a size without a limit");
            }
            nodes += more;
        }
        return nodes;
    }

    /** An order that no limit allows. */
    public static final class OverLimitException extends Exception {
        private static final long serialVersionUID = 1L;

        OverLimitException(String message) {
            super(message);
        }
    }
}
