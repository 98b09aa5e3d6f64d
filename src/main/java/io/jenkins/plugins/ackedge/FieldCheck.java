package io.jenkins.plugins.ackedge;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.ackedge.scaleout.Check;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import io.jenkins.plugins.ackedge.scaleout.Route;
import io.jenkins.plugins.ackedge.scaleout.Routes;
import java.util.Optional;
import java.util.function.Function;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;

/**
 * A field that is checked while somebody fills in its form: its value by the job's own rules, in the language of whoever
 * types; and where it is empty, what the order will get from the cluster that the form means. A form without a field for
 * a cluster, as that of a configured cluster itself, has nothing to fall back on.
 */
public final class FieldCheck {
    private final Item item;
    private final String value;
    private final String cluster;
    private final String clusterId;
    private final String regionId;
    private final String via;

    private FieldCheck(Item item, String value, String cluster, String clusterId, String regionId, String via) {
        this.item = item;
        this.value = Util.fixNull(value).trim();
        this.cluster = cluster;
        this.clusterId = clusterId;
        this.regionId = regionId;
        this.via = via;
    }

    /** For Stapler. Jenkins' forms send these fields along, and ask again when one of them changes; null is no such field. */
    public static FieldCheck fromStapler(
            @AncestorInPath Item item,
            @QueryParameter("value") String value,
            @QueryParameter("cluster") String cluster,
            @QueryParameter("clusterId") String clusterId,
            @QueryParameter("regionId") String regionId,
            @QueryParameter("via") String via) {
        return new FieldCheck(item, value, cluster, clusterId, regionId, via);
    }

    boolean isEmpty() {
        return value.isEmpty();
    }

    FormValidation parameter(Parameter parameter) {
        return isEmpty() ? show(c -> c.defaults(route(c)).get(parameter).orElse("")) : rule(parameter);
    }

    /** Without a default: one that no cluster has. */
    FormValidation rule(Parameter parameter) {
        return FormAccess.check(item, parameter, value);
    }

    /** A number of nodes has no default, but the cluster's limit. */
    FormValidation count() {
        return FormAccess.check(
                item,
                value,
                count -> Check.value(Parameter.COUNT, count)
                        .map(violation -> violation.rule(FormAccess.locale()))
                        .or(() -> AckEdgeConfiguration.get()
                                .refusing(count, id())
                                .map(c -> Messages.OrderForm_most(c.getMaxCount(), c.getName()))));
    }

    FormValidation via() {
        return isEmpty()
                ? show(AckEdgeCluster::getVia)
                : FormAccess.check(item, value, given -> Check.via(given, FormAccess.locale()));
    }

    FormValidation accessKey() {
        return isEmpty()
                ? show(AckEdgeCluster::getCredentialsId)
                : FormAccess.checkCredentials(item, value, StandardUsernamePasswordCredentials.class);
    }

    FormValidation login() {
        return isEmpty()
                ? show(c -> route(c).takes(Parameter.LOGIN_PASSWORD) ? c.getLoginCredentialsId() : "")
                : FormAccess.checkCredentials(item, value, StandardCredentials.class);
    }

    /** What the cluster says, with its name; nothing if it says nothing, or if that is not for this reader. */
    private FormValidation show(Function<AckEdgeCluster, String> setting) {
        Optional<AckEdgeCluster> known = FormAccess.maySee(item) ? known() : Optional.empty();
        String shown = known.map(setting).orElse("");
        return isBlank(shown)
                ? FormValidation.ok()
                : FormAccess.told(Messages.OrderForm_fromCluster(known.get().getName(), shown));
    }

    private Route route(AckEdgeCluster known) {
        return Routes.find(isBlank(via) ? known.getVia() : via).orElse(Routes.standard());
    }

    private String id() {
        return isBlank(clusterId) ? known().map(AckEdgeCluster::getClusterId).orElse("") : clusterId.trim();
    }

    /** As the build will find it. An order names a cluster by id instead; a wait for a task knows no such id, but a region. */
    private Optional<AckEdgeCluster> known() {
        if (cluster == null) {
            return Optional.empty();
        }
        AckEdgeConfiguration configuration = AckEdgeConfiguration.get();
        if (!cluster.isBlank()) {
            return configuration.cluster(cluster);
        }
        return isBlank(clusterId == null ? regionId : clusterId) ? configuration.usualCluster() : Optional.empty();
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
