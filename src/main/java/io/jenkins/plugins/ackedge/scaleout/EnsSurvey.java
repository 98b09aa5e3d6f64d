package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.AckFault;
import io.jenkins.plugins.ackedge.api.Answer;
import io.jenkins.plugins.ackedge.api.ClusterDetail;
import io.jenkins.plugins.ackedge.api.EnsClient;
import io.jenkins.plugins.ackedge.api.EnsPrice;
import io.jenkins.plugins.ackedge.api.NodePoolDetail;
import io.jenkins.plugins.ackedge.api.RunInstancesRequest;
import io.jenkins.plugins.ackedge.scaleout.OrderEvent.Detail;
import io.jenkins.plugins.ackedge.scaleout.OrderEvent.What;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** What is asked before machines of ENS are ordered: cluster, node pool, an order of ours, price and stock. */
final class EnsSurvey {
    private final Vendor vendor;
    private final EnsClient ens;
    private final Order order;
    private final OrderRecord record;
    private final Consumer<Finding> then;
    private final List<String> lines = new ArrayList<>();
    private boolean isComplete;
    private String price = "";

    EnsSurvey(Vendor vendor, Order order, OrderRecord record, Consumer<Finding> then) {
        this.vendor = vendor;
        this.ens = vendor.ens();
        this.order = order;
        this.record = record;
        this.then = then;
    }

    void begin() {
        vendor.ack()
                .describeClusterDetail(
                        order.clusterId(), answer -> take(answer, "cs:DescribeClusterDetail", this::cluster));
    }

    /** Goes on with a value; a fault ends the survey. */
    private <T> void take(Answer<T> answer, String permission, Consumer<T> next) {
        if (answer.isThere()) {
            next.accept(answer.value());
        } else if (answer.fault().isPassing()) {
            then.accept(Finding.of(What.QUESTION_FAILED, answer.fault()));
        } else {
            object(refused(answer.fault(), permission));
        }
    }

    /** Words for a question that was refused. */
    static String refused(AckFault fault, String permission) {
        String why = fault.kind() == AckFault.Kind.NOT_AUTHORISED
                ? Hints.ofKey(fault).orElse("The key needs the permission " + permission + ".")
                : "";
        return (fault.message() + ". " + why).strip();
    }

    private void object(String words) {
        then.accept(Finding.of(What.OBJECTION, words));
    }

    private void cluster(ClusterDetail cluster) {
        if (!cluster.profile().equalsIgnoreCase("Edge")) {
            object("cluster " + order.clusterId() + " has the profile '" + cluster.profile()
                    + "'; machines of ENS can be added to clusters with the profile Edge only.");
        } else if (!cluster.state().equalsIgnoreCase("running")) {
            object("cluster " + order.clusterId() + " is in state '" + cluster.state() + "', not running.");
        } else {
            vendor.ack()
                    .describeClusterNodePoolDetail(
                            order.clusterId(),
                            pool(),
                            answer -> take(answer, "cs:DescribeClusterNodePoolDetail", this::nodePool));
        }
    }

    private String pool() {
        return order.parameters().text(Parameter.NODE_POOL_ID);
    }

    private void nodePool(NodePoolDetail pool) {
        if (!pool.type().equalsIgnoreCase("edge")) {
            object("nodePoolId '" + pool() + "' is a node pool of type '" + pool.type()
                    + "'; machines of ENS join pools of type edge only.");
        } else if (!pool.state().equalsIgnoreCase("active")) {
            object("node pool " + pool() + " is in state '" + pool.state() + "', not active.");
        } else {
            EnsSearch.find(
                    ens,
                    order.parameters().text(Parameter.ENS_REGION_ID),
                    record.getOrderId(),
                    answer -> take(answer, "ens:DescribeInstances", this::found));
        }
    }

    private void found(EnsSearch.Found found) {
        if (!found.machines().isEmpty()) {
            then.accept(new Finding(
                    What.OURS, Detail.accepted(EnsNames.name(record.getOrderId()), Detail.NONE.requestId())));
            return;
        }
        isComplete = found.isComplete();
        if (EnsRoute.isPostPaid(order.parameters())) {
            surveyed(); // the vendor tells price and stock of subscriptions only
            return;
        }
        RunInstancesRequest request = EnsRoute.request(order, record, null, null);
        ens.describePrice(request, answer -> priced(request, answer));
    }

    private void priced(RunInstancesRequest request, Answer<EnsPrice> answer) {
        String limit = order.parameters().text(Parameter.MAX_PRICE);
        if (!answer.isThere() && answer.fault().isPassing()) {
            then.accept(Finding.of(What.QUESTION_FAILED, answer.fault()));
            return;
        }
        if (!answer.isThere()) {
            String why = refused(answer.fault(), "ens:DescribePrice");
            if (limit != null) {
                object("maxPrice '" + limit + "' cannot be kept, since the price is not told: " + why);
                return;
            }
            lines.add("The price is not known: " + why);
        } else {
            BigDecimal amount = answer.value().amount();
            price = (amount.toPlainString() + " " + answer.value().currency()).strip();
            lines.add("Price of the whole order: " + price + ".");
            if (limit != null && amount.compareTo(new BigDecimal(limit)) > 0) {
                object("maxPrice '" + limit + "' is less than the price of the order, " + price + ".");
                return;
            }
        }
        ens.describePrePaidInstanceStock(request, this::stock);
    }

    private void stock(Answer<Long> answer) {
        if (!answer.isThere() && answer.fault().isPassing()) {
            then.accept(Finding.of(What.QUESTION_FAILED, answer.fault()));
        } else if (!answer.isThere()) {
            lines.add("The stock is not known: " + refused(answer.fault(), "ens:DescribePrePaidInstanceStock"));
            surveyed();
        } else if (answer.value() == 0) {
            object("ENS has no " + order.parameters().text(Parameter.WORKER_INSTANCE_TYPE) + " in stock in "
                    + order.parameters().text(Parameter.ENS_REGION_ID) + ".");
        } else {
            if (answer.value() < order.parameters().number(Parameter.COUNT)) {
                lines.add("Warning: ENS has only " + answer.value() + " in stock; the order may be refused.");
            }
            surveyed();
        }
    }

    private void surveyed() {
        String words = String.join("\n", lines);
        Detail detail = Detail.tasks(List.of(), OptionalLong.empty(), words).withPrice(price);
        then.accept(new Finding(isComplete ? What.TASKS : What.MAY_NOT_LIST, detail));
    }
}
