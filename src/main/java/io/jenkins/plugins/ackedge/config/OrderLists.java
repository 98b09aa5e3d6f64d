package io.jenkins.plugins.ackedge.config;

import hudson.Util;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ackedge.scaleout.Route;
import io.jenkins.plugins.ackedge.scaleout.Routes;
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
            AckEdgeSettings configuration = AckEdgeConfiguration.get().current();
            items.add(
                    configuration
                            .defaultCluster()
                            .map(c -> Messages.OrderForm_defaultClusterIs(c.getName()))
                            .orElseGet(Messages::OrderForm_defaultCluster),
                    "");
            configuration.clusters().forEach(c -> items.add(c.getName()));
        }
        return withCurrent(items, cluster);
    }

    @POST
    default ListBoxModel doFillViaItems(@AncestorInPath Item item, @QueryParameter("via") String via) {
        ListBoxModel items = new ListBoxModel();
        if (FormAccess.maySee(item)) {
            items.add(undecided(), "");
            for (Route route : Routes.all()) {
                items.add(route.name());
            }
        }
        return withCurrent(items, via);
    }

    @POST
    default ListBoxModel doFillEnsInternetChargeTypeItems(
            @AncestorInPath Item item, @QueryParameter("ensInternetChargeType") String ensInternetChargeType) {
        ListBoxModel items = new ListBoxModel();
        if (FormAccess.maySee(item)) {
            items.add(undecided(), "");
            items.add(Messages.OrderForm_bandwidthByDay(), "BandwidthByDay");
            items.add(Messages.OrderForm_bandwidthByMonth(), "95BandwidthByMonth");
        }
        return withCurrent(items, ensInternetChargeType);
    }

    @POST
    default ListBoxModel doFillWorkerAutoRenewItems(
            @AncestorInPath Item item, @QueryParameter("workerAutoRenew") String workerAutoRenew) {
        return yesOrNo(item, workerAutoRenew);
    }

    @POST
    default ListBoxModel doFillInstanceChargeTypeItems(
            @AncestorInPath Item item, @QueryParameter("instanceChargeType") String instanceChargeType) {
        ListBoxModel items = new ListBoxModel();
        if (FormAccess.maySee(item)) {
            items.add(undecided(), "");
            items.add(Messages.OrderForm_prePaid(), "PrePaid");
            items.add(Messages.OrderForm_postPaid(), "PostPaid");
        }
        return withCurrent(items, instanceChargeType);
    }

    @POST
    default ListBoxModel doFillSystemDiskCategoryItems(
            @AncestorInPath Item item, @QueryParameter("systemDiskCategory") String systemDiskCategory) {
        ListBoxModel items = new ListBoxModel();
        if (FormAccess.maySee(item)) {
            items.add(undecided(), "");
            items.add("cloud_efficiency");
            items.add("cloud_ssd");
            items.add("local_hdd");
            items.add("local_ssd");
        }
        return withCurrent(items, systemDiskCategory);
    }

    @POST
    default ListBoxModel doFillDataDiskCategoryItems(
            @AncestorInPath Item item, @QueryParameter("dataDiskCategory") String dataDiskCategory) {
        ListBoxModel items = new ListBoxModel();
        if (FormAccess.maySee(item)) {
            items.add(undecided(), "");
            items.add("cloud_efficiency");
            items.add("cloud_ssd");
            items.add("local_hdd");
            items.add("local_ssd");
        }
        return withCurrent(items, dataDiskCategory);
    }

    @POST
    default ListBoxModel doFillReleaseOnFailureItems(
            @AncestorInPath Item item, @QueryParameter("releaseOnFailure") String releaseOnFailure) {
        return yesOrNo(item, releaseOnFailure);
    }

    private ListBoxModel yesOrNo(Item item, String current) {
        ListBoxModel items = new ListBoxModel();
        if (FormAccess.maySee(item)) {
            items.add(undecided(), "");
            items.add(Messages.OrderForm_yes(), "true");
            items.add(Messages.OrderForm_no(), "false");
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
