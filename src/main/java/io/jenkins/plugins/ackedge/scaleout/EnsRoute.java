package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.Answer;
import io.jenkins.plugins.ackedge.api.JoinScript;
import io.jenkins.plugins.ackedge.api.OrderReply;
import io.jenkins.plugins.ackedge.api.RunInstancesRequest;
import io.jenkins.plugins.ackedge.scaleout.OrderEvent.Detail;
import io.jenkins.plugins.ackedge.scaleout.OrderEvent.What;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Machines of ENS that are bought with the cluster's own join script and watched until they are Ready nodes: ENS
 * RunInstances, the way that the vendor documents in 2026. Each order carries a name and a tag of ours.
 */
final class EnsRoute extends Route {
    static final String PRE_PAID = "PrePaid";
    static final String POST_PAID = "PostPaid";

    /** The only architecture; the vendor's default. */
    static final String ARCHITECTURE = "amd64";

    private static final String USUAL_DISK = "cloud_efficiency";

    /** How long a join script is good for: longer than a machine takes to start, shorter than anybody could find it useful. */
    private static final Duration SCRIPT_VALIDITY = Duration.ofHours(2);

    /** Between an order's acceptance and its machines' appearance in a list: seconds, but sometimes more than a minute. */
    private static final long LISTED_WITHIN_MILLIS = Duration.ofMinutes(15).toMillis();

    private static final Set<Parameter> REQUIRED = EnumSet.of(
            Parameter.CLUSTER_ID,
            Parameter.REGION_ID,
            Parameter.COUNT,
            Parameter.ENS_REGION_ID,
            Parameter.WORKER_INSTANCE_TYPE,
            Parameter.WORKER_IMAGE_ID,
            Parameter.WORKER_SYSTEM_DISK_SIZE,
            Parameter.NODE_POOL_ID,
            Parameter.INTERNET_MAX_BANDWIDTH_OUT);

    @Override
    public String name() {
        return "ens";
    }

    @Override
    public boolean needs(Parameter parameter, Parameters p) {
        return switch (parameter) {
            case WORKER_PERIOD -> !isPostPaid(p);
            case WORKER_AUTO_RENEW_PERIOD -> renews(p);
            case ENS_INTERNET_CHARGE_TYPE -> !"0".equals(p.text(Parameter.INTERNET_MAX_BANDWIDTH_OUT));
            case LOGIN_PASSWORD -> p.text(Parameter.KEY_PAIR) == null;
            default -> REQUIRED.contains(parameter);
        };
    }

    @Override
    public boolean takes(Parameter parameter) {
        return parameter != Parameter.DESIRED_SIZE;
    }

    @Override
    Rule rule(Parameter parameter) {
        return switch (parameter) {
            case CLUSTER_ID -> Rule.first(Rule.notBeginningWith("eck-", "eckCluster"), parameter.rule());
            case WORKER_INSTANCE_TYPE -> Rule.first(Rule.not("ens.sn1.stiny", "tooSmall"), parameter.rule());
            case WORKER_PERIOD, WORKER_AUTO_RENEW_PERIOD ->
                Rule.oneOf("1", "2", "3", "4", "5", "6", "7", "8", "9", "12");
            default -> parameter.rule();
        };
    }

    @Override
    List<Violation> crossCheck(Parameters p, String loginPassword) {
        List<Violation> violations = new ArrayList<>(Check.passwordOrKeyPair(p, loginPassword));
        if (isPostPaid(p)) {
            notWith(p, Parameter.WORKER_PERIOD, POST_PAID, violations);
            notWith(p, Parameter.MAX_PRICE, POST_PAID, violations); // its price is not told before the order
            if (renews(p)) {
                notWith(p, Parameter.WORKER_AUTO_RENEW, POST_PAID, violations);
            }
        } else if (isReleasedOnFailure(p)) {
            notWith(p, Parameter.RELEASE_ON_FAILURE, PRE_PAID, violations);
        }
        return violations;
    }

    private static void notWith(Parameters p, Parameter parameter, String chargeType, List<Violation> violations) {
        String value = p.text(parameter);
        if (value != null) {
            violations.add(new Violation(parameter, value, new RuleText("notWithChargeType", chargeType)));
        }
    }

    static boolean isPostPaid(Parameters p) {
        return POST_PAID.equals(p.text(Parameter.INSTANCE_CHARGE_TYPE));
    }

    static boolean renews(Parameters p) {
        return "true".equals(p.text(Parameter.WORKER_AUTO_RENEW));
    }

    static boolean isReleasedOnFailure(Parameters p) {
        return "true".equals(p.text(Parameter.RELEASE_ON_FAILURE));
    }

    /** @param script null where it is not sent: for prices and for a dry run */
    static RunInstancesRequest request(Order order, OrderRecord record, String loginPassword, JoinScript script) {
        Parameters p = order.parameters();
        Long period = isPostPaid(p) ? null : p.number(Parameter.WORKER_PERIOD);
        Long dataDisk = p.number(Parameter.WORKER_DATA_DISK_SIZE);
        return RunInstancesRequest.builder()
                .amount(p.number(Parameter.COUNT))
                .instanceType(p.text(Parameter.WORKER_INSTANCE_TYPE))
                .ensRegionId(p.text(Parameter.ENS_REGION_ID))
                .imageId(p.text(Parameter.WORKER_IMAGE_ID))
                .instanceName(EnsNames.name(record.getOrderId()))
                .instanceChargeType(p.get(Parameter.INSTANCE_CHARGE_TYPE).orElse(PRE_PAID))
                .periodMonths(period)
                .autoRenew(isPostPaid(p) ? null : renews(p))
                .internetChargeType(p.text(Parameter.ENS_INTERNET_CHARGE_TYPE))
                .internetMaxBandwidthOut(p.number(Parameter.INTERNET_MAX_BANDWIDTH_OUT))
                .systemDiskCategory(p.get(Parameter.SYSTEM_DISK_CATEGORY).orElse(USUAL_DISK))
                .systemDiskSize(p.number(Parameter.WORKER_SYSTEM_DISK_SIZE))
                .dataDiskCategory(
                        dataDisk == null || dataDisk == 0
                                ? null
                                : p.get(Parameter.DATA_DISK_CATEGORY).orElse(USUAL_DISK))
                .dataDiskSize(dataDisk)
                .password(loginPassword)
                .keyPair(p.text(Parameter.KEY_PAIR))
                .networkId(p.text(Parameter.NETWORK_ID))
                .vSwitchId(p.text(Parameter.VSWITCH_ID))
                .securityId(p.text(Parameter.SECURITY_ID))
                .tags(Map.of(EnsNames.TAG, record.getOrderId()))
                .userData(script == null ? null : script.userData())
                .build();
    }

    @Override
    RequestPreview preview(Order order, OrderRecord record, boolean hasLoginPassword) {
        RunInstancesRequest request = request(order, record, hasLoginPassword ? "****" : null, null);
        return new RequestPreview(order.ensEndpoint().url(), "POST", "/ (RunInstances)", request.preview());
    }

    @Override
    void inspect(Vendor vendor, Order order, OrderRecord record, Consumer<Answer<List<String>>> then) {
        survey(vendor, order, record, finding -> {
            switch (finding.what()) {
                case QUESTION_FAILED ->
                    then.accept(Answer.failed(finding.detail().fault()));
                case OBJECTION ->
                    then.accept(Answer.of(
                            List.of("It would be refused: " + finding.detail().words())));
                default ->
                    then.accept(Answer.of(finding.detail().words().lines().toList()));
            }
        });
    }

    @Override
    void survey(Vendor vendor, Order order, OrderRecord record, Consumer<Finding> then) {
        new EnsSurvey(vendor, order, record, then).begin();
    }

    @Override
    void prepare(Vendor vendor, Order order, OrderRecord record, Consumer<Preparation> then) {
        joinScript(vendor, order, record, script -> {
            if (!script.isThere()) {
                String words = "the join script of the cluster cannot be had: "
                        + EnsSurvey.refused(script.fault(), "cs:DescribeClusterAttachScripts");
                What what = script.fault().isPassing() ? What.LATER : What.NO_SECRET;
                then.accept(Preparation.failed(
                        new Finding(what, Detail.fault(script.fault()).withWords(words))));
                return;
            }
            try {
                request(order, record, vendor.loginPassword(), script.value());
            } catch (IllegalArgumentException e) { // such as a script that is longer than ENS takes
                then.accept(Preparation.failed(Finding.of(What.NO_SECRET, e.getMessage())));
                return;
            }
            vendor.ens().readyToOrder(pass -> then.accept(Preparation.ready(pass, script.value())));
        });
    }

    /** A script that joins a machine to the node pool; a new one each time. */
    static void joinScript(Vendor vendor, Order order, OrderRecord record, Consumer<Answer<JoinScript>> then) {
        long expires = (vendor.wallMillis() + SCRIPT_VALIDITY.toMillis()) / 1000;
        // Unattended, with a runtime, and by the name of the host, by which its node is found.
        String options =
                "{\"quiet\":true,\"manageRuntime\":true,\"nodeNameOverride\":\"\",\"labels\":{\"jenkins.io/scaleout-op\":\""
                        + record.getOrderId() + "\"}}";
        vendor.ack()
                .describeClusterAttachScripts(
                        order.clusterId(),
                        order.parameters().text(Parameter.NODE_POOL_ID),
                        ARCHITECTURE,
                        expires,
                        options,
                        then);
    }

    @Override
    void place(Vendor vendor, Preparation.Ready ready, Order order, OrderRecord record, Consumer<OrderReply> then) {
        vendor.ens(ready.script())
                .runInstances(ready.pass(), request(order, record, vendor.loginPassword(), ready.script()), then);
    }

    @Override
    OrderWatch watch(Order order) {
        return new EnsWatch(order);
    }

    @Override
    long longLookMillis() {
        return TaskSearch.CALL_MILLIS + LISTED_WITHIN_MILLIS;
    }

    @Override
    long shortLookMillis() {
        return Duration.ofMinutes(5).toMillis();
    }

    @Override
    RouteWords words() {
        return EnsWords.INSTANCE;
    }

    @Override
    long expectedInstances(Parameters parameters) {
        return parameters.number(Parameter.COUNT);
    }

    @Override
    public String describe(Parameters p) {
        return p.text(Parameter.COUNT) + " × " + p.text(Parameter.WORKER_INSTANCE_TYPE) + " in "
                + p.text(Parameter.ENS_REGION_ID);
    }

    @Override
    String ramAction() {
        return "ens:RunInstances";
    }
}
