package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.Answer;
import io.jenkins.plugins.ackedge.api.EnsClient;
import io.jenkins.plugins.ackedge.api.EnsInstance;
import io.jenkins.plugins.ackedge.api.EnsListing;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Finds the machines of one order: in the list of its region by name and tag, and by the list of its tag, since the filters
 * of the former are not documented to the letter and the latter is the sure one for tags. Both are asked each time.
 */
final class EnsSearch {
    private final EnsClient ens;
    private final String region;
    private final String orderId;
    private final Consumer<Answer<Found>> then;

    /**
     * @param machines of the order; also those that are being released, which were ordered all the same
     * @param isComplete whether there are certainly no others by now
     */
    record Found(List<EnsInstance> machines, boolean isComplete) {}

    private EnsSearch(EnsClient ens, String region, String orderId, Consumer<Answer<Found>> then) {
        this.ens = ens;
        this.region = region;
        this.orderId = orderId;
        this.then = then;
    }

    /** @param then called once, from any thread */
    static void find(EnsClient ens, String region, String orderId, Consumer<Answer<Found>> then) {
        EnsSearch search = new EnsSearch(ens, region, orderId, then);
        ens.describeInstances(region, search::listed);
    }

    private void listed(Answer<EnsListing> listing) {
        if (!listing.isThere()) {
            then.accept(Answer.failed(listing.fault()));
            return;
        }
        ens.listInstanceIdsByTag(EnsNames.TAG, orderId, ids -> tagged(listing.value(), ids));
    }

    private void tagged(EnsListing listing, Answer<List<String>> ids) {
        List<EnsInstance> ours = listing.instances().stream()
                .filter(machine -> EnsNames.isOf(machine, orderId))
                .toList();
        if (!ids.isThere()) {
            if (ids.fault().isPassing()) {
                then.accept(Answer.failed(ids.fault()));
            } else {
                then.accept(Answer.of(new Found(ours, listing.complete()))); // the key may not ask for tags
            }
            return;
        }
        Set<String> unlisted = new TreeSet<>(ids.value());
        unlisted.removeAll(ours.stream().map(EnsInstance::instanceId).collect(Collectors.toSet()));
        ens.describeInstances(List.copyOf(unlisted), more -> {
            if (!more.isThere()) {
                then.accept(Answer.failed(more.fault()));
                return;
            }
            List<EnsInstance> all = new ArrayList<>(ours);
            all.addAll(more.value().instances());
            unlisted.removeAll(all.stream().map(EnsInstance::instanceId).collect(Collectors.toSet()));
            boolean isComplete = listing.complete() && more.value().complete() && unlisted.isEmpty();
            then.accept(Answer.of(new Found(all, isComplete)));
        });
    }
}
