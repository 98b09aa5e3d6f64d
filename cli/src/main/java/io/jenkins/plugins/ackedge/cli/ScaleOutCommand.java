package io.jenkins.plugins.ackedge.cli;

import io.jenkins.plugins.ackedge.api.AckEndpoint;
import io.jenkins.plugins.ackedge.scaleout.Check;
import io.jenkins.plugins.ackedge.scaleout.Order;
import io.jenkins.plugins.ackedge.scaleout.Origin;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import io.jenkins.plugins.ackedge.scaleout.Parameters;
import io.jenkins.plugins.ackedge.scaleout.Route;
import io.jenkins.plugins.ackedge.scaleout.Routes;
import io.jenkins.plugins.ackedge.scaleout.ScaleOut;
import io.jenkins.plugins.ackedge.scaleout.ScaleOuts;
import io.jenkins.plugins.ackedge.scaleout.Secrets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ack-edge scale-out}: check, order once, watch to the end. */
@Command(
        name = "scale-out",
        description = {
            "Orders ENS nodes for a managed edge cluster and waits until they have joined it.",
            "",
            "Each order buys subscription instances. It is sent once and never repeated unless it certainly did not run."
                    + " With --state-file, running the same command again goes on with the order that was made, also after the"
                    + " program was killed; keep the file until the order is settled."
        },
        mixinStandardHelpOptions = true,
        versionProvider = AckEdge.Version.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done (with --no-wait: ordered; with --dry-run: nothing ordered, all well)",
            "1:anything else",
            "2:parameters not valid, nothing sent",
            "3:refused, nothing ordered",
            "4:the task failed or was cancelled; what was bought stays bought",
            "5:ordered, and the wait ended before the task: the time was up, or ACK refused to tell of it",
            "6:outcome unknown: the order was sent, and nobody can say whether it was carried out"
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  ack-edge scale-out --cluster-id Cccfd68c474454665ace07efce924abcd --region cn-beijing --count 2 \\",
            "      --ens-region-id cn-beijing-telecom --worker-instance-type ens.sn1.tiny \\",
            "      --worker-image-id m-2QVLO2T8NYgm8CNQVg15gF --ens-internet-charge-type BandwidthByDay \\",
            "      --worker-period 1 --worker-system-disk-size 20 --state-file order.json"
        })
final class ScaleOutCommand implements Callable<Integer> {
    @Option(
            names = "--cluster-id",
            paramLabel = "ID",
            description = "The cluster. Required, like all options without a default.")
    private String clusterId;

    @Option(names = "--count", paramLabel = "N", description = "Nodes to add, 1 to 100. Required.")
    private String count;

    @Option(
            names = "--ens-region-id",
            paramLabel = "REGION",
            description = "ENS region of the nodes, for example cn-beijing-telecom. Required.")
    private String ensRegionId;

    @Option(
            names = "--worker-instance-type",
            paramLabel = "TYPE",
            description = "ENS instance type, for example ens.sn1.tiny. Required.")
    private String workerInstanceType;

    @Option(names = "--worker-image-id", paramLabel = "IMAGE", description = "Image of the nodes. Required.")
    private String workerImageId;

    @Option(
            names = "--ens-internet-charge-type",
            paramLabel = "TYPE",
            description = "BandwidthByDay (daily peak) or 95BandwidthByMonth (monthly 95th percentile). Required.")
    private String ensInternetChargeType;

    @Option(
            names = "--worker-period",
            paramLabel = "MONTHS",
            description = "Months that each node is bought for: 1, 2, 3, 6, 12, 24, 36, 48 or 60. Required.")
    private String workerPeriod;

    @Option(
            names = "--worker-system-disk-size",
            paramLabel = "GIB",
            description = "System disk: a multiple of 10 from 20 to 100. Required.")
    private String workerSystemDiskSize;

    @Option(
            names = "--worker-data-disk-size",
            paramLabel = "GIB",
            description = "Data disk: 0 (none) or a multiple of 10 from 20 to 200.")
    private String workerDataDiskSize;

    @Option(names = "--worker-auto-renew", description = "Let the subscription renew itself.")
    private Boolean workerAutoRenew;

    @Option(
            names = "--worker-auto-renew-period",
            paramLabel = "MONTHS",
            description = "Months that each renewal adds, 1 to 12; required with --worker-auto-renew.")
    private String workerAutoRenewPeriod;

    @Option(
            names = "--key-pair",
            paramLabel = "NAME",
            description = "ENS key pair for SSH, instead of ACK_EDGE_LOGIN_PASSWORD.")
    private String keyPair;

    @Option(
            names = "--via",
            paramLabel = "ROUTE",
            description = "How nodes are bought: scaleOutCluster, nodePool or ens. Default: scaleOutCluster.")
    private String via;

    @Option(
            names = "--node-pool-id",
            paramLabel = "ID",
            description =
                    "With --via nodePool the node pool that grows, with --via ens the one that machines join. Required there.")
    private String nodePoolId;

    @Option(
            names = "--desired-size",
            paramLabel = "N",
            description = "With --via nodePool, instead of --count: nodes that the pool shall have, 1 to 1000.")
    private String desiredSize;

    @Option(
            names = "--internet-max-bandwidth-out",
            paramLabel = "MBITS",
            description =
                    "With --via ens: outgoing bandwidth of each machine in Mbit/s, 0 to 10000; 0 means no public address. Required there.")
    private String internetMaxBandwidthOut;

    @Option(
            names = "--instance-charge-type",
            paramLabel = "TYPE",
            description = "With --via ens: PrePaid (subscription) or PostPaid (pay as you go). Default: PrePaid.")
    private String instanceChargeType;

    @Option(
            names = "--system-disk-category",
            paramLabel = "KIND",
            description =
                    "With --via ens: cloud_efficiency, cloud_ssd, local_hdd or local_ssd. Default: cloud_efficiency.")
    private String systemDiskCategory;

    @Option(
            names = "--data-disk-category",
            paramLabel = "KIND",
            description = "With --via ens: the same for the data disk.")
    private String dataDiskCategory;

    @Option(names = "--network-id", paramLabel = "ID", description = "With --via ens: ENS network of the machines.")
    private String networkId;

    @Option(names = "--vswitch-id", paramLabel = "ID", description = "With --via ens: vSwitch of that network.")
    private String vSwitchId;

    @Option(names = "--security-id", paramLabel = "ID", description = "With --via ens: Security group of the machines.")
    private String securityId;

    @Option(
            names = "--max-price",
            paramLabel = "AMOUNT",
            description =
                    "With --via ens: the most that the whole order may cost, in the account's currency; more, or a price that is not told, and nothing is ordered.")
    private String maxPrice;

    @Option(
            names = "--release-on-failure",
            description = "With --via ens: release machines that never joined if the order fails; with PostPaid only.")
    private Boolean releaseOnFailure;

    @Option(
            names = "--ens-endpoint",
            paramLabel = "URL",
            description =
                    "With --via ens: address of ENS, if not https://ens.aliyuncs.com. https only, loopback apart.")
    private String ensEndpoint;

    @Mixin
    private CommonOptions common;

    @Option(names = "--no-wait", description = "End as soon as the order is accepted.")
    private boolean noWait;

    @Option(
            names = "--dry-run",
            description = "Check everything, describe the cluster, show the request, and order nothing.")
    private boolean dryRun;

    @Option(
            names = "--state-file",
            paramLabel = "FILE",
            description = "Where the order's progress is kept, so that a second run goes on instead of ordering again.")
    private String stateFile;

    @Override
    public Integer call() throws Exception {
        String password = TerminalSecrets.password(System.getenv());
        List<Misuse> wrong = new ArrayList<>();
        Optional<Route> known = Routes.find(via);
        if (known.isEmpty()) {
            wrong.add(new Misuse(
                    "--via",
                    via,
                    "must be one of " + Routes.all().stream().map(Route::name).collect(Collectors.joining(", "))));
        }
        Route route = known.orElse(Routes.standard());
        Parameters parameters = parameters();
        if (known.isPresent()) { // what is missing depends on it
            Check.order(route, parameters, password).stream().map(Misuse::of).forEach(wrong::add);
        }
        common.check(wrong);
        CommonOptions.checkEndpoint("--ens-endpoint", ensEndpoint, wrong);
        if (!wrong.isEmpty()) {
            throw UsageException.of(wrong);
        }
        Order order = new Order(route, common.endpoint(), parameters, Origin.of(who()))
                .withEnsEndpoint(AckEndpoint.ens(ensEndpoint));
        Terminal terminal = Terminal.open(common);
        if (dryRun) {
            return terminal.run((all, secrets, listener) -> {
                route.note().ifPresent(listener::line);
                return all.dryRun(order, password != null, secrets, listener);
            });
        }
        try (StateFile state = StateFile.open(stateFile)) {
            terminal.after(state.earlierRun(!noWait));
            return terminal.run((all, secrets, listener) -> {
                route.note().ifPresent(listener::line);
                return start(all, order, secrets, state, listener);
            });
        }
    }

    private ScaleOut start(ScaleOuts all, Order order, Secrets secrets, StateFile state, Progress listener)
            throws UsageException {
        try {
            return all.start(order, !noWait, secrets, state.store(), listener);
        } catch (IOException e) {
            throw StateFile.unusable(stateFile, e);
        } catch (ScaleOuts.OtherOrderException e) {
            throw StateFile.misused(
                    stateFile,
                    "holds another order (" + e.other().getParameters() + ", "
                            + e.other().getState() + "): give the same options as then to go on"
                            + " with it, or another file for a new order");
        }
    }

    private Parameters parameters() {
        return Parameters.none()
                .with(Parameter.CLUSTER_ID, clusterId)
                .with(Parameter.REGION_ID, common.region)
                .with(Parameter.COUNT, count)
                .with(Parameter.ENS_REGION_ID, ensRegionId)
                .with(Parameter.WORKER_INSTANCE_TYPE, workerInstanceType)
                .with(Parameter.WORKER_IMAGE_ID, workerImageId)
                .with(Parameter.ENS_INTERNET_CHARGE_TYPE, ensInternetChargeType)
                .with(Parameter.WORKER_PERIOD, workerPeriod)
                .with(Parameter.WORKER_SYSTEM_DISK_SIZE, workerSystemDiskSize)
                .with(Parameter.WORKER_DATA_DISK_SIZE, workerDataDiskSize)
                .with(Parameter.WORKER_AUTO_RENEW, workerAutoRenew)
                .with(Parameter.WORKER_AUTO_RENEW_PERIOD, workerAutoRenewPeriod)
                .with(Parameter.KEY_PAIR, keyPair)
                .with(Parameter.NODE_POOL_ID, nodePoolId)
                .with(Parameter.DESIRED_SIZE, desiredSize)
                .with(Parameter.INTERNET_MAX_BANDWIDTH_OUT, internetMaxBandwidthOut)
                .with(Parameter.INSTANCE_CHARGE_TYPE, instanceChargeType)
                .with(Parameter.SYSTEM_DISK_CATEGORY, systemDiskCategory)
                .with(Parameter.DATA_DISK_CATEGORY, dataDiskCategory)
                .with(Parameter.NETWORK_ID, networkId)
                .with(Parameter.VSWITCH_ID, vSwitchId)
                .with(Parameter.SECURITY_ID, securityId)
                .with(Parameter.MAX_PRICE, maxPrice)
                .with(Parameter.RELEASE_ON_FAILURE, releaseOnFailure)
                .with(Parameter.TIMEOUT_MINS, common.timeoutMins);
    }

    private static String who() {
        return System.getProperty("user.name", "?") + " at a terminal, process "
                + ProcessHandle.current().pid();
    }
}
