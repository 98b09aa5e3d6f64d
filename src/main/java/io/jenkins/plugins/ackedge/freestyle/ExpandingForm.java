package io.jenkins.plugins.ackedge.freestyle;

import hudson.model.Item;
import hudson.util.ComboBoxModel;
import io.jenkins.plugins.ackedge.config.AckEdgeCluster;
import io.jenkins.plugins.ackedge.config.FormAccess;
import io.jenkins.plugins.ackedge.config.JobClusters;
import io.jenkins.plugins.ackedge.config.OrderForm;
import io.jenkins.plugins.ackedge.scaleout.Route;
import io.jenkins.plugins.ackedge.scaleout.Routes;
import java.util.List;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.verb.POST;

/** The form of a build step: each value may be typed as a variable, so what others choose from a list is a suggestion here. */
public interface ExpandingForm extends OrderForm {
    @Override
    default boolean isExpressionAllowed() {
        return true;
    }

    @POST
    default ComboBoxModel doFillClusterItems(@AncestorInPath Item item) {
        return suggestions(
                item,
                JobClusters.of(item).all().stream().map(AckEdgeCluster::getName).toList());
    }

    @POST
    default ComboBoxModel doFillViaItems(@AncestorInPath Item item) {
        return suggestions(item, Routes.all().stream().map(Route::name).toList());
    }

    @POST
    default ComboBoxModel doFillEnsInternetChargeTypeItems(@AncestorInPath Item item) {
        return suggestions(item, List.of("BandwidthByDay", "95BandwidthByMonth"));
    }

    @POST
    default ComboBoxModel doFillWorkerAutoRenewItems(@AncestorInPath Item item) {
        return suggestions(item, List.of("true", "false"));
    }

    @POST
    default ComboBoxModel doFillInstanceChargeTypeItems(@AncestorInPath Item item) {
        return suggestions(item, List.of("PrePaid", "PostPaid"));
    }

    @POST
    default ComboBoxModel doFillSystemDiskCategoryItems(@AncestorInPath Item item) {
        return suggestions(item, DISK_CATEGORIES);
    }

    @POST
    default ComboBoxModel doFillDataDiskCategoryItems(@AncestorInPath Item item) {
        return suggestions(item, DISK_CATEGORIES);
    }

    @POST
    default ComboBoxModel doFillReleaseOnFailureItems(@AncestorInPath Item item) {
        return suggestions(item, List.of("true", "false"));
    }

    private static ComboBoxModel suggestions(Item item, List<String> some) {
        return FormAccess.maySee(item) ? new ComboBoxModel(some) : new ComboBoxModel();
    }
}
