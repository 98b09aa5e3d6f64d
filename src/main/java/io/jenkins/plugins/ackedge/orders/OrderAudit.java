package io.jenkins.plugins.ackedge.orders;

import io.jenkins.plugins.ackedge.scaleout.Order;
import io.jenkins.plugins.ackedge.scaleout.Origin;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A line in Jenkins' own log for each order, and for each that an administrator's limit refused. */
public final class OrderAudit {
    private static final Logger LOGGER = Logger.getLogger(OrderAudit.class.getName());

    private OrderAudit() {}

    /** It is planned, and so may be sent from now on. */
    public static void planned(String orderId, Order order) {
        Origin origin = order.origin();
        LOGGER.log(Level.INFO, "Order {0} of {1}, started by {2}: {3}, for {4}{5}{6}", new Object[] {
            orderId,
            origin.who(),
            known(origin.startedBy(), "nobody known"),
            order.describe(),
            origin.cluster().isEmpty() ? order.clusterId() : origin.cluster() + " (" + order.clusterId() + ")",
            prefixed("; ", origin.account()),
            prefixed("; limits: ", origin.limits())
        });
    }

    public static void refused(Origin origin, List<String> reasons) {
        LOGGER.log(Level.INFO, "No order of {0}, started by {1}: {2}", new Object[] {
            origin.who(), known(origin.startedBy(), "nobody known"), String.join("; ", reasons)
        });
    }

    private static String known(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }

    private static String prefixed(String prefix, String text) {
        return text.isEmpty() ? "" : prefix + text;
    }
}
