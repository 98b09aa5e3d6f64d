package io.jenkins.plugins.ackedge;

import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.ackedge.scaleout.Check;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import io.jenkins.plugins.ackedge.scaleout.Route;
import io.jenkins.plugins.ackedge.scaleout.Routes;
import java.util.Optional;
import java.util.function.Function;
import org.kohsuke.stapler.QueryParameter;

/**
 * The cluster that a form means while somebody fills it in, so that a field that is left empty can show what the order will
 * get instead. A form without a field for a cluster, as that of a configured cluster itself, has nothing to fall back on.
 */
public final class FormCluster {
    private final String cluster;
    private final String clusterId;
    private final String regionId;
    private final String via;

    private FormCluster(String cluster, String clusterId, String regionId, String via) {
        this.cluster = cluster;
        this.clusterId = clusterId;
        this.regionId = regionId;
        this.via = via;
    }

    /** For Stapler. Jenkins' forms send these fields along, and ask again when one of them changes; null is no such field. */
    public static FormCluster fromStapler(
            @QueryParameter("cluster") String cluster,
            @QueryParameter("clusterId") String clusterId,
            @QueryParameter("regionId") String regionId,
            @QueryParameter("via") String via) {
        return new FormCluster(cluster, clusterId, regionId, via);
    }

    /** The rule for what is typed; what the cluster says where nothing is. */
    FormValidation check(Item item, Parameter parameter, String value) {
        return isBlank(value)
                ? show(item, c -> c.defaults(route(c)).get(parameter).orElse(""))
                : FormAccess.check(item, parameter, value);
    }

    /** A number of nodes has no default, but the cluster's limit. */
    FormValidation checkCount(Item item, String value) {
        return FormAccess.check(
                item,
                value,
                count -> Check.value(Parameter.COUNT, count)
                        .map(violation -> violation.rule(FormAccess.locale()))
                        .or(() -> AckEdgeConfiguration.get()
                                .refusing(count, id())
                                .map(c -> Messages.OrderForm_most(c.getMaxCount(), c.getName()))));
    }

    FormValidation checkVia(Item item, String value) {
        return isBlank(value)
                ? show(item, AckEdgeCluster::getVia)
                : FormAccess.check(item, value, given -> Check.via(given, FormAccess.locale()));
    }

    FormValidation checkCredentials(Item item, String value) {
        return isBlank(value)
                ? show(item, AckEdgeCluster::getCredentialsId)
                : FormCredentials.ACCESS_KEY.check(item, value.trim());
    }

    FormValidation checkLogin(Item item, String value) {
        return isBlank(value)
                ? show(item, c -> route(c).takes(Parameter.LOGIN_PASSWORD) ? c.getLoginCredentialsId() : "")
                : FormCredentials.LOGIN.check(item, value.trim());
    }

    /** What the cluster says, with its name; nothing if it says nothing, or if that is not for this reader. */
    private FormValidation show(Item item, Function<AckEdgeCluster, String> setting) {
        if (!FormAccess.maySee(item)) {
            return FormValidation.ok();
        }
        Optional<AckEdgeCluster> known = known();
        String value = known.map(setting).orElse("");
        return isBlank(value)
                ? FormValidation.ok()
                : FormAccess.told(Messages.OrderForm_fromCluster(known.get().getName(), value));
    }

    private Route route(AckEdgeCluster known) {
        return Routes.find(isBlank(via) ? known.getVia() : via).orElse(Routes.standard());
    }

    private String id() {
        return isBlank(clusterId) ? known().map(AckEdgeCluster::getClusterId).orElse("") : clusterId.trim();
    }

    private static boolean isBlank(String value) {
        return value == null || value.isBlank();
    }

    /** As the build will find it. An order names a cluster by id instead; a wait for a task knows no such id, but a region. */
    private Optional<AckEdgeCluster> known() {
        if (cluster == null) {
            return Optional.empty();
        }
        AckEdgeConfiguration configuration = AckEdgeConfiguration.get();
        if (!isBlank(cluster)) {
            return configuration.cluster(cluster);
        }
        return isBlank(clusterId == null ? regionId : clusterId) ? configuration.usualCluster() : Optional.empty();
    }
}
