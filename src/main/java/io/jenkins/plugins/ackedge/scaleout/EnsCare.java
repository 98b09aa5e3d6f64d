package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.JoinScript;
import io.jenkins.plugins.ackedge.scaleout.OrderEvent.Detail;
import io.jenkins.plugins.ackedge.scaleout.OrderEvent.What;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord.Instance;
import io.jenkins.plugins.ackedge.scaleout.OrderRecord.Renewal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What is done for the machines of one order while they are watched, besides asking: a join script is run again, once for
 * each machine; renewal is set; machines that never joined are released, where that is wanted. Nothing is ever ordered.
 */
final class EnsCare {
    private static final int TRIES = 5;

    private static final String MAY_HAVE_JOINED = "not released (it may have joined meanwhile)";

    private final Order order;
    /**
     * Machines that the record says are being repaired since this process said so, and has not done it yet. Another set when
     * somebody else has written the record: what a question of before finds is then noted in a set that nobody reads.
     */
    private volatile Set<String> toRepair = ConcurrentHashMap.newKeySet();

    private int renewalTries;
    private int releaseTries;

    EnsCare(Order order) {
        this.order = order;
    }

    /** The record that a repair is due was written by another process, which will do it. */
    void forget() {
        toRepair = ConcurrentHashMap.newKeySet();
    }

    /** What is planned when a question begins; for {@link #act}. */
    Set<String> plans() {
        return toRepair;
    }

    /**
     * Asks anew, just before something is done to a machine that no node may suffer: other answers may have taken long since
     * it was asked before.
     */
    interface Unjoined {
        /** @param then told the ids of machines that are certainly no nodes; none where that cannot be known */
        void ask(Consumer<Set<String>> then);
    }

    /** Does what is due, then tells how far the order is. */
    void act(
            Vendor vendor,
            OrderWatch.Moment moment,
            EnsMachines.View view,
            Set<String> plans,
            Unjoined unjoined,
            Consumer<Finding> then) {
        new Round(vendor, moment, view, plans, unjoined, then).repair();
    }

    /** One question about the order, with what it leads to. */
    private final class Round {
        private final Vendor vendor;
        private final OrderWatch.Moment moment;
        private final EnsMachines.View view;
        private final Set<String> plans;
        private final Unjoined unjoined;
        private final Consumer<Finding> then;
        private final List<OrderRecord.Event> events;
        private List<Instance> instances;
        private Renewal renewal;

        Round(
                Vendor vendor,
                OrderWatch.Moment moment,
                EnsMachines.View view,
                Set<String> plans,
                Unjoined unjoined,
                Consumer<Finding> then) {
            this.plans = plans;
            this.unjoined = unjoined;
            this.vendor = vendor;
            this.moment = moment;
            this.view = view;
            this.then = then;
            this.events = new ArrayList<>(moment.record().getEvents());
            this.instances = view.instances();
            this.renewal = moment.record().getRenewal();
        }

        private void say(String text) {
            events.add(OrderRecord.Event.ours("warning", text, Wording.time(moment.wallMillis())));
        }

        /**
         * A machine's script is run again after the record says so, and never a second time: a process that dies in between
         * leaves it undone.
         */
        void repair() {
            instances = instances.stream()
                    .map(i -> view.toRepair().contains(i.getId()) ? i.beingRepaired() : i)
                    .toList();
            Set<String> noNodes = EnsMachines.ids(view.unjoined());
            List<String> due = instances.stream()
                    .filter(i ->
                            moment.isWritten() && isRecorded(i) && i.getStatus().equals("running"))
                    .map(Instance::getId)
                    .filter(noNodes::contains)
                    .filter(plans::remove)
                    .toList();
            plans.addAll(view.toRepair());
            if (due.isEmpty()) {
                renew();
                return;
            }
            EnsRoute.joinScript(vendor, order, moment.record(), script -> {
                if (script.isThere()) {
                    attach(due, 0, script.value());
                } else {
                    say("The join script of " + String.join(", ", due) + " could not be run again: "
                            + EnsSurvey.refused(script.fault(), "cs:DescribeClusterAttachScripts"));
                    renew();
                }
            });
        }

        private boolean isRecorded(Instance instance) {
            return moment.record().getInstances().stream()
                    .anyMatch(i -> i.getId().equals(instance.getId()) && i.isRepaired());
        }

        private void attach(List<String> due, int index, JoinScript script) {
            if (index == due.size()) {
                renew();
                return;
            }
            String id = due.get(index);
            unjoined.ask(still -> {
                if (still.contains(id)) {
                    attach(id, script, () -> attach(due, index + 1, script));
                } else {
                    plans.add(id); // due again with the next question, if it is then no node
                    attach(due, index + 1, script);
                }
            });
        }

        private void attach(String id, JoinScript script, Runnable next) {
            vendor.ens(script).attachEnsInstances(id, script, answer -> {
                say(
                        answer.isThere()
                                ? "Machine " + id
                                        + " runs and has not joined the cluster: it is restarted with the join script"
                                        + " (AttachEnsInstances), once."
                                : "Machine " + id
                                        + " runs and has not joined the cluster, and its join script could not be run"
                                        + " again: " + EnsSurvey.refused(answer.fault(), "ens:AttachEnsInstances"));
                next.run();
            });
        }

        /** Renewal costs money, so what only the vendor's answer named is left alone, as with restart and release. */
        private List<String> renewable() {
            return instances.stream()
                    .filter(i -> !i.getStatus().equals("released"))
                    .map(Instance::getId)
                    .filter(view.ours()::contains)
                    .toList();
        }

        private boolean isToRenew() {
            return EnsRoute.renews(order.parameters())
                    && renewal == Renewal.NOT_YET
                    && !renewable().isEmpty();
        }

        private void renew() {
            boolean isDue = (view.areAllThere() || view.isSettled()) && view.areAllListed();
            if (!isDue || !isToRenew()) {
                judge();
                return;
            }
            List<String> ids = renewable();
            long months = order.parameters().number(Parameter.WORKER_AUTO_RENEW_PERIOD);
            vendor.ens().modifyInstanceAutoRenew(ids, months, answer -> {
                if (answer.isThere()) {
                    renewal = Renewal.SET;
                } else if (!answer.fault().isPassing() || ++renewalTries >= TRIES) {
                    renewal = Renewal.FAILED;
                    say("Automatic renewal by " + months + " months could not be set, which does not affect the order: "
                            + EnsSurvey.refused(answer.fault(), "ens:ModifyInstanceAutoRenewAttribute"));
                }
                judge();
            });
        }

        private void judge() {
            if (!view.isSettled() || isToRenew()) {
                tell(What.RUNNING);
            } else if (view.isWhole()) {
                tell(What.SUCCEEDED);
            } else if (EnsRoute.isReleasedOnFailure(order.parameters())) {
                release(vendor, view.unjoined(), unjoined, this::released);
            } else {
                tell(What.PARTLY);
            }
        }

        private void released(List<Instance> outcome) {
            Map<String, Instance> byId = new TreeMap<>();
            outcome.forEach(i -> byId.put(i.getId(), i));
            boolean tryAgain = outcome.stream().anyMatch(i -> !i.isFailed()) && ++releaseTries < TRIES;
            instances = instances.stream()
                    .map(i -> byId.containsKey(i.getId())
                            ? i.withStatus(byId.get(i.getId()).getStatus(), false, true)
                            : i)
                    .toList();
            tell(tryAgain ? What.RUNNING : What.PARTLY);
        }

        private void tell(What what) {
            Progress progress = new Progress("", summary(instances), List.of(), instances, events, renewal, "");
            then.accept(new Finding(what, Detail.progress(progress)));
        }
    }

    /** {@code 1 joined, 1 ready of 2}. */
    private String summary(List<Instance> instances) {
        String each = instances.stream()
                .collect(Collectors.groupingBy(Instance::getStatus, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(e -> e.getValue() + " " + e.getKey())
                .collect(Collectors.joining(", "));
        return (each.isEmpty() ? "none listed" : each) + " of "
                + order.parameters().number(Parameter.COUNT);
    }

    /**
     * Gives machines back, one after another.
     *
     * @param then told each of them: failed and released, or, not failed, what stood against it for the moment
     */
    void release(Vendor vendor, List<EnsMachines.Machine> machines, Unjoined unjoined, Consumer<List<Instance>> then) {
        release(vendor, machines, unjoined, new ArrayList<>(), then);
    }

    private void release(
            Vendor vendor,
            List<EnsMachines.Machine> machines,
            Unjoined unjoined,
            List<Instance> outcome,
            Consumer<List<Instance>> then) {
        if (outcome.size() == machines.size()) {
            then.accept(outcome);
            return;
        }
        String id = machines.get(outcome.size()).ens().instanceId();
        Consumer<Instance> next = released -> {
            outcome.add(released);
            release(vendor, machines, unjoined, outcome, then);
        };
        unjoined.ask(still -> {
            if (still.contains(id)) {
                release(vendor, id, next);
            } else {
                next.accept(Instance.ordered(id).withStatus(MAY_HAVE_JOINED, false, false));
            }
        });
    }

    private static void release(Vendor vendor, String id, Consumer<Instance> then) {
        vendor.ens().releasePostPaidInstance(id, answer -> {
            boolean isPassing = !answer.isThere() && answer.fault().isPassing();
            String status = answer.isThere()
                    ? "released"
                    : "not released (" + EnsSurvey.refused(answer.fault(), "ens:ReleasePostPaidInstance") + ")";
            then.accept(Instance.ordered(id).withStatus(status, false, !isPassing));
        });
    }
}
