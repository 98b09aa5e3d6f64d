package io.jenkins.plugins.ackedge.config;

import hudson.Util;
import io.jenkins.plugins.ackedge.scaleout.Check;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import io.jenkins.plugins.ackedge.scaleout.Parameters;
import io.jenkins.plugins.ackedge.scaleout.Route;
import io.jenkins.plugins.ackedge.scaleout.Routes;
import io.jenkins.plugins.ackedge.scaleout.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * The fields of an order that have a default in a configured cluster. Kept as they were typed: a text that is no number must
 * stay visible and be refused, where a number that could not be read would be taken for none.
 */
public abstract class OrderSettings {
    private String clusterId;
    private String regionId;
    private String credentialsId;
    private String via;
    private String ensRegionId;
    private String workerInstanceType;
    private String workerImageId;
    private String ensInternetChargeType;
    private String workerPeriod;
    private String workerSystemDiskSize;
    private String workerDataDiskSize;
    private String workerAutoRenew;
    private String workerAutoRenewPeriod;
    private String loginCredentialsId;

    @SuppressWarnings("lgtm[jenkins/plaintext-storage]") // the name of a key pair, which is public
    private String keyPair;

    private String timeoutMins;
    private String nodePoolId;
    private String internetMaxBandwidthOut;
    private String instanceChargeType;
    private String systemDiskCategory;
    private String dataDiskCategory;
    private String networkId;
    private String vSwitchId;
    private String securityId;
    private String maxPrice;
    private String releaseOnFailure;

    /** The text of this parameter; null or "" if nothing was given. */
    protected String text(Parameter parameter) {
        return switch (parameter) {
            case CLUSTER_ID -> clusterId;
            case REGION_ID -> regionId;
            case ENS_REGION_ID -> ensRegionId;
            case WORKER_INSTANCE_TYPE -> workerInstanceType;
            case WORKER_IMAGE_ID -> workerImageId;
            case ENS_INTERNET_CHARGE_TYPE -> ensInternetChargeType;
            case WORKER_PERIOD -> workerPeriod;
            case WORKER_SYSTEM_DISK_SIZE -> workerSystemDiskSize;
            case WORKER_DATA_DISK_SIZE -> workerDataDiskSize;
            case WORKER_AUTO_RENEW -> workerAutoRenew;
            case WORKER_AUTO_RENEW_PERIOD -> workerAutoRenewPeriod;
            case KEY_PAIR -> keyPair;
            case TIMEOUT_MINS -> timeoutMins;
            case NODE_POOL_ID -> nodePoolId;
            case INTERNET_MAX_BANDWIDTH_OUT -> internetMaxBandwidthOut;
            case INSTANCE_CHARGE_TYPE -> instanceChargeType;
            case SYSTEM_DISK_CATEGORY -> systemDiskCategory;
            case DATA_DISK_CATEGORY -> dataDiskCategory;
            case NETWORK_ID -> networkId;
            case VSWITCH_ID -> vSwitchId;
            case SECURITY_ID -> securityId;
            case MAX_PRICE -> maxPrice;
            case RELEASE_ON_FAILURE -> releaseOnFailure;
            // A number of nodes has no default, and a password comes from credentials.
            case COUNT, DESIRED_SIZE, LOGIN_PASSWORD -> null;
        };
    }

    /** All that was given. */
    public final Parameters parameters() {
        Parameters given = Parameters.none();
        for (Parameter parameter : Parameter.values()) {
            if (parameter != Parameter.LOGIN_PASSWORD) {
                given = given.with(parameter, text(parameter));
            }
        }
        return given;
    }

    /** Each value that breaks its rule, with its name and the rule. */
    final List<String> brokenRules() {
        List<String> broken = new ArrayList<>();
        Route route = Routes.find(via).orElse(Routes.standard());
        parameters()
                .asMap()
                .forEach((parameter, value) -> Check.value(route, parameter, value)
                        .map(Violation::toString)
                        .ifPresent(broken::add));
        if (via != null) {
            Check.via(via, Locale.ENGLISH).ifPresent(rule -> broken.add("via '" + via + "' " + rule));
        }
        return broken;
    }

    /** Id of the cluster, as the console shows it. */
    public String getClusterId() {
        return clusterId;
    }

    @DataBoundSetter
    public void setClusterId(String clusterId) {
        this.clusterId = Util.fixEmptyAndTrim(clusterId);
    }

    /** Region of the cluster, not of its nodes. */
    public String getRegionId() {
        return regionId;
    }

    @DataBoundSetter
    public void setRegionId(String regionId) {
        this.regionId = Util.fixEmptyAndTrim(regionId);
    }

    /** Id of the credentials that hold the access key. */
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    /** Name of the route. */
    public String getVia() {
        return via;
    }

    @DataBoundSetter
    public void setVia(String via) {
        this.via = Util.fixEmptyAndTrim(via);
    }

    public String getEnsRegionId() {
        return ensRegionId;
    }

    @DataBoundSetter
    public void setEnsRegionId(String ensRegionId) {
        this.ensRegionId = Util.fixEmptyAndTrim(ensRegionId);
    }

    public String getWorkerInstanceType() {
        return workerInstanceType;
    }

    @DataBoundSetter
    public void setWorkerInstanceType(String workerInstanceType) {
        this.workerInstanceType = Util.fixEmptyAndTrim(workerInstanceType);
    }

    public String getWorkerImageId() {
        return workerImageId;
    }

    @DataBoundSetter
    public void setWorkerImageId(String workerImageId) {
        this.workerImageId = Util.fixEmptyAndTrim(workerImageId);
    }

    public String getEnsInternetChargeType() {
        return ensInternetChargeType;
    }

    @DataBoundSetter
    public void setEnsInternetChargeType(String ensInternetChargeType) {
        this.ensInternetChargeType = Util.fixEmptyAndTrim(ensInternetChargeType);
    }

    public String getWorkerPeriod() {
        return workerPeriod;
    }

    @DataBoundSetter
    public void setWorkerPeriod(String workerPeriod) {
        this.workerPeriod = Util.fixEmptyAndTrim(workerPeriod);
    }

    public String getWorkerSystemDiskSize() {
        return workerSystemDiskSize;
    }

    @DataBoundSetter
    public void setWorkerSystemDiskSize(String workerSystemDiskSize) {
        this.workerSystemDiskSize = Util.fixEmptyAndTrim(workerSystemDiskSize);
    }

    public String getWorkerDataDiskSize() {
        return workerDataDiskSize;
    }

    @DataBoundSetter
    public void setWorkerDataDiskSize(String workerDataDiskSize) {
        this.workerDataDiskSize = Util.fixEmptyAndTrim(workerDataDiskSize);
    }

    public String getWorkerAutoRenew() {
        return workerAutoRenew;
    }

    @DataBoundSetter
    public void setWorkerAutoRenew(String workerAutoRenew) {
        this.workerAutoRenew = Util.fixEmptyAndTrim(workerAutoRenew);
    }

    public String getWorkerAutoRenewPeriod() {
        return workerAutoRenewPeriod;
    }

    @DataBoundSetter
    public void setWorkerAutoRenewPeriod(String workerAutoRenewPeriod) {
        this.workerAutoRenewPeriod = Util.fixEmptyAndTrim(workerAutoRenewPeriod);
    }

    /** Id of the credentials that hold the node password. */
    public String getLoginCredentialsId() {
        return loginCredentialsId;
    }

    @DataBoundSetter
    public void setLoginCredentialsId(String loginCredentialsId) {
        this.loginCredentialsId = Util.fixEmptyAndTrim(loginCredentialsId);
    }

    /** Name of an ENS key pair, instead of a password. */
    public String getKeyPair() {
        return keyPair;
    }

    @DataBoundSetter
    public void setKeyPair(String keyPair) {
        this.keyPair = Util.fixEmptyAndTrim(keyPair);
    }

    public String getTimeoutMins() {
        return timeoutMins;
    }

    @DataBoundSetter
    public void setTimeoutMins(String timeoutMins) {
        this.timeoutMins = Util.fixEmptyAndTrim(timeoutMins);
    }

    public String getNodePoolId() {
        return nodePoolId;
    }

    @DataBoundSetter
    public void setNodePoolId(String nodePoolId) {
        this.nodePoolId = Util.fixEmptyAndTrim(nodePoolId);
    }

    /** Mbit/s; 0 means no public address. */
    public String getInternetMaxBandwidthOut() {
        return internetMaxBandwidthOut;
    }

    @DataBoundSetter
    public void setInternetMaxBandwidthOut(String internetMaxBandwidthOut) {
        this.internetMaxBandwidthOut = Util.fixEmptyAndTrim(internetMaxBandwidthOut);
    }

    public String getInstanceChargeType() {
        return instanceChargeType;
    }

    @DataBoundSetter
    public void setInstanceChargeType(String instanceChargeType) {
        this.instanceChargeType = Util.fixEmptyAndTrim(instanceChargeType);
    }

    public String getSystemDiskCategory() {
        return systemDiskCategory;
    }

    @DataBoundSetter
    public void setSystemDiskCategory(String systemDiskCategory) {
        this.systemDiskCategory = Util.fixEmptyAndTrim(systemDiskCategory);
    }

    public String getDataDiskCategory() {
        return dataDiskCategory;
    }

    @DataBoundSetter
    public void setDataDiskCategory(String dataDiskCategory) {
        this.dataDiskCategory = Util.fixEmptyAndTrim(dataDiskCategory);
    }

    public String getNetworkId() {
        return networkId;
    }

    @DataBoundSetter
    public void setNetworkId(String networkId) {
        this.networkId = Util.fixEmptyAndTrim(networkId);
    }

    public String getVSwitchId() {
        return vSwitchId;
    }

    public void setVSwitchId(String vSwitchId) {
        this.vSwitchId = Util.fixEmptyAndTrim(vSwitchId);
    }

    /** As Stapler and Java beans look for it: they take {@code getVSwitchId}, which JCasC needs, for another name's. */
    public String getvSwitchId() {
        return vSwitchId;
    }

    @DataBoundSetter
    public void setvSwitchId(String vSwitchId) {
        setVSwitchId(vSwitchId);
    }

    public String getSecurityId() {
        return securityId;
    }

    @DataBoundSetter
    public void setSecurityId(String securityId) {
        this.securityId = Util.fixEmptyAndTrim(securityId);
    }

    /** The most that one whole order may cost, in the account's currency. */
    public String getMaxPrice() {
        return maxPrice;
    }

    @DataBoundSetter
    public void setMaxPrice(String maxPrice) {
        this.maxPrice = Util.fixEmptyAndTrim(maxPrice);
    }

    public String getReleaseOnFailure() {
        return releaseOnFailure;
    }

    @DataBoundSetter
    public void setReleaseOnFailure(String releaseOnFailure) {
        this.releaseOnFailure = Util.fixEmptyAndTrim(releaseOnFailure);
    }
}
