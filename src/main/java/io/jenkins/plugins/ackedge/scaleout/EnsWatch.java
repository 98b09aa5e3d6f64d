package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.AckFault;
import io.jenkins.plugins.ackedge.api.Answer;
import io.jenkins.plugins.ackedge.api.EnsInstance;
import io.jenkins.plugins.ackedge.api.EnsListing;
import io.jenkins.plugins.ackedge.api.NodeListing;
import io.jenkins.plugins.ackedge.scaleout.OrderEvent.Detail;
import io.jenkins.plugins.ackedge.scaleout.OrderEvent.What;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Watches the machines of one order until they are Ready nodes. What has to be done on the way (a join script run again,
 * renewal, release) is done by {@link EnsCare}; how far each machine is, {@link EnsMachines} judges.
 */
final class EnsWatch implements OrderWatch {
    /** As many lists in a row without a machine of the order are needed before it is given up. */
    private static final int EMPTY_LISTS = 2;

    private final Order order;
    private final EnsMachines machines;
    private final EnsCare care;
    private int emptyLists;

    EnsWatch(Order order) {
        this.order = order;
        this.machines = new EnsMachines(order);
        this.care = new EnsCare(order);
    }

    @Override
    public void look(Vendor vendor, Look look, Consumer<Judgement> then) {
        String orderId = look.record().getOrderId();
        EnsSearch.find(vendor.ens(), region(), orderId, answer -> then.accept(Judgement.always(looked(look, answer))));
    }

    private Finding looked(Look look, Answer<EnsSearch.Found> answer) {
        if (!answer.isThere()) {
            emptyLists = 0;
            boolean goesOn = answer.fault().isPassing() || !look.isFinal();
            return Finding.of(
                    goesOn ? What.QUESTION_FAILED : What.NO_LIST, answer.fault().message());
        }
        if (!answer.value().machines().isEmpty()) {
            String name = EnsNames.name(look.record().getOrderId());
            return new Finding(What.OURS, Detail.accepted(name, Detail.NONE.requestId()));
        }
        emptyLists = answer.value().isComplete() ? emptyLists + 1 : 0;
        if (!look.isFinal()) {
            return Finding.of(What.NOT_YET);
        }
        if (!answer.value().isComplete()) {
            return Finding.of(What.NO_LIST, "their list was not complete");
        }
        return Finding.of(emptyLists < EMPTY_LISTS ? What.NOT_YET : What.NO_TASK);
    }

    private String region() {
        return order.parameters().text(Parameter.ENS_REGION_ID);
    }

    @Override
    public void progress(Vendor vendor, Moment moment, Consumer<Judgement> then) {
        Set<String> plans = care.plans();
        list(vendor, moment.record(), answer -> {
            if (!answer.isThere()) {
                then.accept(Judgement.always(failed(answer.fault(), "ens:DescribeInstances")));
                return;
            }
            nodes(vendor, nodes -> {
                if (!nodes.isThere()) {
                    then.accept(Judgement.always(failed(nodes.fault(), "cs:DescribeClusterNodes")));
                    return;
                }
                EnsMachines.View view = machines.view(moment, answer.value(), nodes.value());
                care.act(
                        vendor,
                        moment,
                        view,
                        plans,
                        ids -> stillUnjoined(vendor, moment.record(), answer.value(), ids),
                        finding -> then.accept(Judgement.always(finding)));
            });
        });
    }

    /** By a new list of nodes. */
    private void stillUnjoined(
            Vendor vendor, OrderRecord record, EnsSearch.Found machines, Consumer<Set<String>> then) {
        nodes(
                vendor,
                nodes -> then.accept(
                        nodes.isThere()
                                ? EnsMachines.ids(EnsMachines.unjoined(record, machines, nodes.value()))
                                : Set.of()));
    }

    private static Finding failed(AckFault fault, String permission) {
        String words = fault.isPassing() ? fault.message() : EnsSurvey.refused(fault, permission);
        return new Finding(What.QUESTION_FAILED, Detail.fault(fault).withWords(words));
    }

    private void nodes(Vendor vendor, Consumer<Answer<NodeListing>> then) {
        vendor.ack().describeClusterNodes(order.clusterId(), order.parameters().text(Parameter.NODE_POOL_ID), then);
    }

    /** By their ids once all are known; by name and tag until then. */
    private void list(Vendor vendor, OrderRecord record, Consumer<Answer<EnsSearch.Found>> then) {
        List<String> known = record.instanceIds();
        Consumer<Answer<EnsListing>> byId = answer -> then.accept(
                answer.isThere()
                        ? Answer.of(new EnsSearch.Found(
                                answer.value().instances(), answer.value().complete()))
                        : Answer.failed(answer.fault()));
        if (known.size() >= order.parameters().number(Parameter.COUNT)) {
            vendor.ens().describeInstances(known, byId);
            return;
        }
        EnsSearch.find(vendor.ens(), region(), record.getOrderId(), found -> {
            if (!found.isThere()) {
                then.accept(found);
                return;
            }
            List<String> listed = found.value().machines().stream()
                    .map(EnsInstance::instanceId)
                    .toList();
            List<String> unlisted =
                    known.stream().filter(id -> !listed.contains(id)).toList();
            vendor.ens()
                    .describeInstances(
                            unlisted,
                            more -> then.accept(
                                    more.isThere()
                                            ? together(found.value(), more.value())
                                            : Answer.failed(more.fault())));
        });
    }

    private static Answer<EnsSearch.Found> together(EnsSearch.Found found, EnsListing more) {
        List<EnsInstance> all = new ArrayList<>(found.machines());
        all.addAll(more.instances());
        return Answer.of(new EnsSearch.Found(all, found.isComplete() && more.complete()));
    }

    @Override
    public void forget() {
        care.forget();
    }

    @Override
    public void cancel(Vendor vendor, OrderRecord record, Consumer<Finding> then) {
        if (!EnsRoute.isReleasedOnFailure(order.parameters())) {
            then.accept(Finding.of(What.REFUSED, "Its machines stay bought" + EnsWords.INSTANCE.howFar(record) + "."));
            return;
        }
        list(vendor, record, answer -> {
            if (!answer.isThere()) {
                then.accept(Finding.of(
                        answer.fault().isPassing() ? What.QUESTION_FAILED : What.REFUSED,
                        "No machine was released: " + EnsSurvey.refused(answer.fault(), "ens:DescribeInstances")));
                return;
            }
            nodes(vendor, nodes -> {
                if (!nodes.isThere()) {
                    then.accept(Finding.of(
                            nodes.fault().isPassing() ? What.QUESTION_FAILED : What.REFUSED,
                            "No machine was released: " + EnsSurvey.refused(nodes.fault(), "cs:DescribeClusterNodes")));
                    return;
                }
                List<EnsMachines.Machine> unjoined = EnsMachines.unjoined(record, answer.value(), nodes.value());
                EnsCare.Unjoined still = ids -> stillUnjoined(vendor, record, answer.value(), ids);
                care.release(vendor, unjoined, still, released -> then.accept(Finding.of(What.DONE, words(released))));
            });
        });
    }

    private static String words(List<OrderRecord.Instance> released) {
        return released.isEmpty()
                ? "There was no machine that had not joined, so none was released; one that appears later stays bought."
                : "Machines that had not joined: "
                        + released.stream()
                                .map(i -> i.getId() + " " + i.getStatus())
                                .collect(Collectors.joining(", "))
                        + ". The others, and any that appears later, stay bought.";
    }
}
