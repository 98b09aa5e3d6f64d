package io.jenkins.plugins.ackedge.config;

import hudson.Util;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ackedge.scaleout.Route;
import io.jenkins.plugins.ackedge.scaleout.Routes;
import java.util.stream.Stream;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The lists to choose from, in forms whose values hold no variables. */
public interface OrderLists extends OrderForm {
    /** The configured clusters, for those who may see the job's configuration. */
    @POST
    default ListBoxModel doFillClusterItems(@AncestorInPath Item item, @QueryParameter("cluster") String cluster) {
        ListBoxModel items = new ListBoxModel();
        if (FormAccess.maySee(item)) {
            JobClusters clusters = JobClusters.of(item);
            items.add(
                    clusters.standard()
                            .map(c -> Messages.OrderForm_defaultClusterIs(c.getName()))
                            .orElseGet(Messages::OrderForm_defaultCluster),
                    "");
            clusters.all().forEach(c -> items.add(c.getName()));
        }
        return withCurrent(items, cluster);
    }

    @POST
    default ListBoxModel doFillViaItems(@AncestorInPath Item item, @QueryParameter("via") String via) {
        return choices(item, via, Routes.all().stream().map(Route::name).map(Choice::of));
    }

    @POST
    default ListBoxModel doFillEnsInternetChargeTypeItems(
            @AncestorInPath Item item, @QueryParameter("ensInternetChargeType") String ensInternetChargeType) {
        return choices(
                item,
                ensInternetChargeType,
                Stream.of(
                        new Choice(Messages.OrderForm_bandwidthByDay(), "BandwidthByDay"),
                        new Choice(Messages.OrderForm_bandwidthByMonth(), "95BandwidthByMonth")));
    }

    @POST
    default ListBoxModel doFillWorkerAutoRenewItems(
            @AncestorInPath Item item, @QueryParameter("workerAutoRenew") String workerAutoRenew) {
        return yesOrNo(item, workerAutoRenew);
    }

    @POST
    default ListBoxModel doFillInstanceChargeTypeItems(
            @AncestorInPath Item item, @QueryParameter("instanceChargeType") String instanceChargeType) {
        return choices(
                item,
                instanceChargeType,
                Stream.of(
                        new Choice(Messages.OrderForm_prePaid(), "PrePaid"),
                        new Choice(Messages.OrderForm_postPaid(), "PostPaid")));
    }

    @POST
    default ListBoxModel doFillSystemDiskCategoryItems(
            @AncestorInPath Item item, @QueryParameter("systemDiskCategory") String systemDiskCategory) {
        return choices(item, systemDiskCategory, DISK_CATEGORIES.stream().map(Choice::of));
    }

    @POST
    default ListBoxModel doFillDataDiskCategoryItems(
            @AncestorInPath Item item, @QueryParameter("dataDiskCategory") String dataDiskCategory) {
        return choices(item, dataDiskCategory, DISK_CATEGORIES.stream().map(Choice::of));
    }

    @POST
    default ListBoxModel doFillReleaseOnFailureItems(
            @AncestorInPath Item item, @QueryParameter("releaseOnFailure") String releaseOnFailure) {
        return yesOrNo(item, releaseOnFailure);
    }

    default ListBoxModel yesOrNo(Item item, String current) {
        return choices(
                item,
                current,
                Stream.of(new Choice(Messages.OrderForm_yes(), "true"), new Choice(Messages.OrderForm_no(), "false")));
    }

    /** A value and what it is called. */
    record Choice(String shown, String value) {
        static Choice of(String value) {
            return new Choice(value, value);
        }
    }

    private ListBoxModel choices(Item item, String current, Stream<Choice> some) {
        ListBoxModel items = new ListBoxModel();
        if (FormAccess.maySee(item)) {
            items.add(undecided(), "");
            some.forEach(choice -> items.add(choice.shown(), choice.value()));
        }
        return withCurrent(items, current);
    }

    /** A form that is opened and saved must not change what it holds: a value that is no choice any more stays one. */
    private static ListBoxModel withCurrent(ListBoxModel items, String current) {
        String value = Util.fixNull(current);
        if (!value.isEmpty() && items.stream().noneMatch(item -> item.value.equals(value))) {
            items.add(value);
        }
        return items;
    }
}
