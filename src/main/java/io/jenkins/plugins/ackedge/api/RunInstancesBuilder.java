package io.jenkins.plugins.ackedge.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Gathers the parameters of a {@link RunInstancesRequest}. Names, units and values are those of ENS RunInstances; the
 * vendor checks what is not checked by {@link #build}.
 */
public final class RunInstancesBuilder {
    long amount;
    String instanceType;
    String ensRegionId;
    String imageId;
    String instanceName;
    String instanceChargeType = "PrePaid";
    Long periodMonths;
    Boolean autoRenew;
    String internetChargeType;
    long internetMaxBandwidthOut;
    String systemDiskCategory;
    Long systemDiskSize;
    String dataDiskCategory;
    Long dataDiskSize;

    @SuppressWarnings("lgtm[jenkins/plaintext-storage]") // never saved: it lives as long as an order is placed
    String password;

    String keyPair;
    String networkId;
    String vSwitchId;
    String securityId;
    Map<String, String> tags = Map.of();

    @SuppressWarnings("lgtm[jenkins/plaintext-storage]") // as well
    String userData;

    RunInstancesBuilder() {}

    private RunInstancesBuilder(RunInstancesBuilder that) {
        amount = that.amount;
        instanceType = that.instanceType;
        ensRegionId = that.ensRegionId;
        imageId = that.imageId;
        instanceName = that.instanceName;
        instanceChargeType = that.instanceChargeType;
        periodMonths = that.periodMonths;
        autoRenew = that.autoRenew;
        internetChargeType = that.internetChargeType;
        internetMaxBandwidthOut = that.internetMaxBandwidthOut;
        systemDiskCategory = that.systemDiskCategory;
        systemDiskSize = that.systemDiskSize;
        dataDiskCategory = that.dataDiskCategory;
        dataDiskSize = that.dataDiskSize;
        password = that.password;
        keyPair = that.keyPair;
        networkId = that.networkId;
        vSwitchId = that.vSwitchId;
        securityId = that.securityId;
        tags = that.tags;
        userData = that.userData;
    }

    /** How many machines, 1 to 100. */
    public RunInstancesBuilder amount(long amount) {
        this.amount = amount;
        return this;
    }

    /** For example {@code ens.sn1.tiny}. */
    public RunInstancesBuilder instanceType(String instanceType) {
        this.instanceType = instanceType;
        return this;
    }

    /** The place of the machines, for example {@code cn-beijing-telecom}. */
    public RunInstancesBuilder ensRegionId(String ensRegionId) {
        this.ensRegionId = ensRegionId;
        return this;
    }

    public RunInstancesBuilder imageId(String imageId) {
        this.imageId = imageId;
        return this;
    }

    /** What the names and host names of all machines begin with; it must be a usable {@link TaskId}. */
    public RunInstancesBuilder instanceName(String instanceName) {
        this.instanceName = instanceName;
        return this;
    }

    /** {@code PrePaid} (if not given) or {@code PostPaid}. */
    public RunInstancesBuilder instanceChargeType(String instanceChargeType) {
        this.instanceChargeType = instanceChargeType;
        return this;
    }

    /** For PrePaid: 1 to 9, or 12. For PostPaid it is not sent. */
    public RunInstancesBuilder periodMonths(Long periodMonths) {
        this.periodMonths = periodMonths;
        return this;
    }

    /** For PrePaid; for PostPaid it is not sent. */
    public RunInstancesBuilder autoRenew(Boolean autoRenew) {
        this.autoRenew = autoRenew;
        return this;
    }

    /** {@code BandwidthByDay} or {@code 95BandwidthByMonth}. */
    public RunInstancesBuilder internetChargeType(String internetChargeType) {
        this.internetChargeType = internetChargeType;
        return this;
    }

    /** In Mbit/s; 0 for machines without a public address. */
    public RunInstancesBuilder internetMaxBandwidthOut(long internetMaxBandwidthOut) {
        this.internetMaxBandwidthOut = internetMaxBandwidthOut;
        return this;
    }

    /** For example {@code cloud_efficiency}. */
    public RunInstancesBuilder systemDiskCategory(String systemDiskCategory) {
        this.systemDiskCategory = systemDiskCategory;
        return this;
    }

    /** In GiB. */
    public RunInstancesBuilder systemDiskSize(Long systemDiskSize) {
        this.systemDiskSize = systemDiskSize;
        return this;
    }

    /** As {@link #systemDiskCategory}. */
    public RunInstancesBuilder dataDiskCategory(String dataDiskCategory) {
        this.dataDiskCategory = dataDiskCategory;
        return this;
    }

    /** In GiB; null and 0 for none. */
    public RunInstancesBuilder dataDiskSize(Long dataDiskSize) {
        this.dataDiskSize = dataDiskSize;
        return this;
    }

    /** Of the node's root; null where there is a key pair. */
    public RunInstancesBuilder password(String password) {
        this.password = password;
        return this;
    }

    /** The name of a key pair of ENS (not of ECS). */
    public RunInstancesBuilder keyPair(String keyPair) {
        this.keyPair = keyPair;
        return this;
    }

    public RunInstancesBuilder networkId(String networkId) {
        this.networkId = networkId;
        return this;
    }

    public RunInstancesBuilder vSwitchId(String vSwitchId) {
        this.vSwitchId = vSwitchId;
        return this;
    }

    public RunInstancesBuilder securityId(String securityId) {
        this.securityId = securityId;
        return this;
    }

    /** In this order, at most 20. */
    public RunInstancesBuilder tags(Map<String, String> tags) {
        this.tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        return this;
    }

    /** What a machine runs at its first boot, for example {@link JoinScript#userData}: at most 16,384 bytes in UTF-8. */
    public RunInstancesBuilder userData(String userData) {
        this.userData = userData;
        return this;
    }

    boolean isPostPaid() {
        return "PostPaid".equals(instanceChargeType);
    }

    boolean hasDataDisk() {
        return dataDiskSize != null && dataDiskSize > 0;
    }

    /**
     * The request; this builder may be used on.
     *
     * @throws IllegalArgumentException if the amount is not 1 to 100, the name not usable, or tags or user data too many; the
     *     message holds no secret
     */
    public RunInstancesRequest build() {
        return new RunInstancesRequest(new RunInstancesBuilder(this));
    }

    @Override
    public String toString() {
        return "RunInstancesBuilder[" + instanceName + "]";
    }
}
