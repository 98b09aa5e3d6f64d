package io.jenkins.plugins.ackedge.scaleout;

import static io.jenkins.plugins.ackedge.scaleout.Rule.matching;
import static io.jenkins.plugins.ackedge.scaleout.Rule.number;
import static io.jenkins.plugins.ackedge.scaleout.Rule.oneOf;
import static io.jenkins.plugins.ackedge.scaleout.Rule.tens;
import static io.jenkins.plugins.ackedge.scaleout.Rule.trueOrFalse;
import static io.jenkins.plugins.ackedge.scaleout.Rule.wholeNumber;

import java.util.List;
import java.util.Optional;

/**
 * What an order can say, by the names of the pipeline step, each with the rule for its value. Unless another source is
 * named, the rules are those of the vendor's page of ScaleOutCluster.
 */
public enum Parameter {
    /** Id of the cluster, as the console shows it. It becomes a part of the request's path. */
    CLUSTER_ID("clusterId", matching("[A-Za-z0-9]{8,64}", "clusterId")),
    /** Region of the cluster (not of its nodes). It becomes a part of the endpoint's host name. */
    REGION_ID("regionId", matching("[a-z]{2}(-[a-z0-9]+){1,5}", "regionId")),
    /** Nodes to add. The page names no maximum; ENS RunInstances takes 100 at most, so more is taken to be a typing error. */
    COUNT("count", wholeNumber(1, 100)),
    /** ENS region in which the nodes stand, for example cn-beijing-telecom. New ones appear all the time: no list. */
    ENS_REGION_ID("ensRegionId", matching("[a-z]{2}(-[a-z0-9_]+){1,6}", "ensRegionId")),
    /** Type of the ENS instances, for example ens.sn1.tiny. */
    WORKER_INSTANCE_TYPE("workerInstanceType", matching("ens\\.[A-Za-z0-9][A-Za-z0-9.-]{0,62}", "workerInstanceType")),
    /** System image or own image of the nodes. */
    WORKER_IMAGE_ID("workerImageId", matching("[A-Za-z0-9][A-Za-z0-9._-]{0,127}", "workerImageId")),
    /** How traffic is billed: by daily peak or by the month's 95th percentile. */
    ENS_INTERNET_CHARGE_TYPE("ensInternetChargeType", oneOf("BandwidthByDay", "95BandwidthByMonth")),
    /** Months that each node is bought for. */
    WORKER_PERIOD("workerPeriod", oneOf("1", "2", "3", "6", "12", "24", "36", "48", "60")),
    /** System disk in GiB. */
    WORKER_SYSTEM_DISK_SIZE("workerSystemDiskSize", tens(20, 100, false)),
    /** Data disk in GiB; 0 means none. */
    WORKER_DATA_DISK_SIZE("workerDataDiskSize", tens(20, 200, true)),
    /** Whether the subscription renews itself. */
    WORKER_AUTO_RENEW("workerAutoRenew", trueOrFalse()),
    /** Months that each renewal adds. */
    WORKER_AUTO_RENEW_PERIOD("workerAutoRenewPeriod", wholeNumber(1, 12)),
    /** Password for SSH on the nodes. Never a value in {@link Parameters}: it comes from {@link Secrets}. */
    LOGIN_PASSWORD("loginPassword", LoginPasswordRule.INSTANCE),
    /** Name of an ENS key pair, instead of a password (rule: KeyPairName of the ENS API). */
    KEY_PAIR("keyPair", matching("[A-Za-z][A-Za-z0-9:_-]{1,127}", "keyPair")),
    /** Id of a node pool, for the route that grows one. It becomes a part of the request's path. */
    NODE_POOL_ID("nodePoolId", matching("np[A-Za-z0-9]{4,62}", "nodePoolId")),
    /** Nodes that a pool shall have in the end, instead of a number to add. The upper bound is ours. */
    DESIRED_SIZE("desiredSize", wholeNumber(1, 1000)),
    /**
     * Outgoing bandwidth of each machine in Mbit/s; 0 means no public address (rule: InternetMaxBandwidthOut of ENS
     * RunInstances, which names no maximum; the upper bound is ours).
     */
    INTERNET_MAX_BANDWIDTH_OUT("internetMaxBandwidthOut", wholeNumber(0, 10_000)),
    /** Subscription or pay-as-you-go (rule: InstanceChargeType of ENS RunInstances). */
    INSTANCE_CHARGE_TYPE("instanceChargeType", oneOf("PrePaid", "PostPaid")),
    /** Kind of the system disk (rule: SystemDisk of ENS RunInstances). */
    SYSTEM_DISK_CATEGORY("systemDiskCategory", oneOf("cloud_efficiency", "cloud_ssd", "local_hdd", "local_ssd")),
    /** Kind of the data disk (rule: DataDisk of ENS RunInstances). */
    DATA_DISK_CATEGORY("dataDiskCategory", oneOf("cloud_efficiency", "cloud_ssd", "local_hdd", "local_ssd")),
    /** Id of an ENS network; without {@link #VSWITCH_ID} the vendor only checks it. */
    NETWORK_ID("networkId", matching("[A-Za-z0-9][A-Za-z0-9_-]{1,127}", "networkId")),
    /** Id of a vSwitch of that network. */
    VSWITCH_ID("vSwitchId", matching("[A-Za-z0-9][A-Za-z0-9_-]{1,127}", "vSwitchId")),
    /** Id of a security group. */
    SECURITY_ID("securityId", matching("[A-Za-z0-9][A-Za-z0-9_-]{1,127}", "securityId")),
    /** The most that the whole order may cost, in the account's currency. The upper bound is ours. */
    MAX_PRICE("maxPrice", number(0.01, 9_999_999)),
    /** Whether machines that never joined are given back when the order fails; pay-as-you-go only. */
    RELEASE_ON_FAILURE("releaseOnFailure", trueOrFalse()),
    /** Minutes that the order and its task may take; sent along, and our own deadline. The upper bound is ours. */
    TIMEOUT_MINS("timeoutMins", wholeNumber(1, 10_080));

    private static final List<Parameter> ALL = List.of(values());

    @SuppressWarnings("lgtm[jenkins/plaintext-storage]") // the name of a parameter
    private final String key;

    private final Rule rule;

    Parameter(String key, Rule rule) {
        this.key = key;
        this.rule = rule;
    }

    /** The name in the step, the form and the configuration. */
    public String key() {
        return key;
    }

    Rule rule() {
        return rule;
    }

    /** The parameter of that name in the step. */
    public static Parameter of(String key) {
        return find(key).orElseThrow(() -> new IllegalArgumentException("no parameter " + key));
    }

    /** The same, for a name that may be of something else. */
    public static Optional<Parameter> find(String key) {
        return ALL.stream().filter(p -> p.key.equals(key)).findFirst();
    }
}
