package io.jenkins.plugins.ackedge.config;

import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.ackedge.credentials.CloudKeys;
import io.jenkins.plugins.ackedge.scaleout.Check;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import io.jenkins.plugins.ackedge.scaleout.Parameters;
import io.jenkins.plugins.ackedge.scaleout.Route;
import io.jenkins.plugins.ackedge.scaleout.Routes;
import java.math.BigDecimal;
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
    private final boolean expands;
    private final Parameters others;

    private FieldCheck(
            Item item,
            String value,
            String cluster,
            String clusterId,
            String regionId,
            String via,
            boolean expands,
            Parameters others) {
        this.item = item;
        this.value = Util.fixNull(value).trim();
        this.cluster = cluster;
        this.clusterId = clusterId;
        this.regionId = regionId;
        this.via = via;
        this.expands = expands;
        this.others = others;
    }

    /** For Stapler. Jenkins' forms send these fields along, and ask again when one of them changes; null is no such field. */
    public static FieldCheck fromStapler(
            @AncestorInPath Item item,
            @QueryParameter("value") String value,
            @QueryParameter("cluster") String cluster,
            @QueryParameter("clusterId") String clusterId,
            @QueryParameter("regionId") String regionId,
            @QueryParameter("via") String via) {
        return new FieldCheck(item, value, cluster, clusterId, regionId, via, false, Parameters.none());
    }

    /** The same in a form whose values may hold variables, if it is one. */
    FieldCheck in(OrderForm form) {
        return new FieldCheck(item, value, cluster, clusterId, regionId, via, form.isExpressionAllowed(), others);
    }

    /** With another field of the form, which decides whether this one is required; null is no such field. */
    FieldCheck with(Parameter other, String given) {
        Parameters more = others.with(other, Util.fixEmptyAndTrim(given));
        return new FieldCheck(item, value, cluster, clusterId, regionId, via, expands, more);
    }

    boolean isEmpty() {
        return value.isEmpty();
    }

    /** Where it is empty: what the order gets from its cluster, or that it is required. */
    FormValidation parameter(Parameter parameter) {
        if (!isEmpty()) {
            return rule(parameter);
        }
        Optional<AckEdgeCluster> known = FormAccess.maySee(item) ? known() : Optional.empty();
        return known.isPresent() && isMissing(parameter, known.get())
                ? FormValidation.warning(Messages.OrderForm_required(known.get().getName()))
                : show(c -> c.defaults(route(c)).get(parameter).orElse(""));
    }

    private boolean isMissing(Parameter parameter, AckEdgeCluster cluster) {
        Route route = route(cluster);
        Parameters known = others.orElse(cluster.defaults(route));
        return route.needs(parameter, known) && known.get(parameter).isEmpty();
    }

    /** Without a default: one that no cluster has. */
    FormValidation rule(Parameter parameter) {
        Route route = known().map(this::route).orElseGet(() -> Routes.find(via).orElse(Routes.standard()));
        return FormAccess.check(item, expands, route, parameter, value);
    }

    /** One that has no default, and that nothing goes without. */
    FormValidation required(Parameter parameter) {
        return isEmpty() ? missing() : rule(parameter);
    }

    private FormValidation missing() {
        return FormAccess.maySee(item)
                ? FormValidation.warning(Messages.OrderForm_requiredHere())
                : FormValidation.ok();
    }

    /** A number of nodes has no default, but the cluster's limit. */
    FormValidation count() {
        if (isEmpty()) {
            return missing();
        }
        return FormAccess.check(
                item,
                expands,
                value,
                count -> Check.value(Parameter.COUNT, count)
                        .map(violation -> violation.rule(FormAccess.locale()))
                        .or(() -> JobClusters.of(item)
                                .limits(id())
                                .maxCount()
                                .filter(limit -> limit.isPassedBy(new BigDecimal(count)))
                                .map(limit ->
                                        Messages.OrderForm_most(limit.most().toPlainString(), limit.cluster()))));
    }

    /** A cluster that is not configured (any more) is told, and kept. */
    FormValidation cluster() {
        return FormAccess.check(
                item,
                expands,
                value,
                name -> JobClusters.of(item).named(name).isPresent()
                        ? Optional.empty()
                        : Optional.of(Messages.AckEdgeConfiguration_noSuchCluster(name)));
    }

    FormValidation taskId() {
        return isEmpty()
                ? missing()
                : FormAccess.check(item, expands, value, given -> Check.taskId(given, FormAccess.locale()));
    }

    FormValidation via() {
        return isEmpty()
                ? show(OrderSettings::getVia)
                : FormAccess.check(item, expands, value, given -> Check.via(given, FormAccess.locale()));
    }

    FormValidation accessKey() {
        return isEmpty()
                ? show(OrderSettings::getCredentialsId)
                : FormAccess.checkCredentials(item, expands, value, CloudKeys.MATCHER);
    }

    FormValidation login() {
        return isEmpty()
                ? show(c -> route(c).takes(Parameter.LOGIN_PASSWORD) ? c.getLoginCredentialsId() : "")
                : FormAccess.checkCredentials(item, expands, value, FormAccess.LOGIN);
    }

    /** What the cluster says, with its name; nothing if it says nothing, or if that is not for this reader. */
    private FormValidation show(Function<? super AckEdgeCluster, String> setting) {
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
        return isBlank(clusterId) ? known().map(OrderSettings::getClusterId).orElse("") : clusterId.trim();
    }

    /** As the build will find it. An order names a cluster by id instead; a wait for a task knows no such id, but a region. */
    private Optional<AckEdgeCluster> known() {
        if (cluster == null) {
            return Optional.empty();
        }
        JobClusters clusters = JobClusters.of(item);
        if (!cluster.isBlank()) {
            return clusters.named(cluster);
        }
        return isBlank(clusterId == null ? regionId : clusterId) ? clusters.standard() : Optional.empty();
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
