package io.jenkins.plugins.ackedge.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * The body of ScaleOutCluster for a managed edge cluster, as the vendor's page lists it. What is null is not sent.
 * {@code login_password} and {@code key_pair} exclude each other. The page spells {@code ens_internet_charge_type} once
 * with a capital I; its syntax, its sample and every other source write it small.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
    "count",
    "worker_instance_type",
    "ens_region_id",
    "worker_image_id",
    "ens_internet_charge_type",
    "worker_period",
    "login_password",
    "key_pair",
    "worker_system_disk_size",
    "is_edge_worker",
    "worker_data_disk_size",
    "worker_auto_renew",
    "worker_auto_renew_period",
    "timeout_mins"
})
public record ScaleOutClusterRequest(
        @JsonProperty("count") Long count,
        @JsonProperty("worker_instance_type") String workerInstanceType,
        @JsonProperty("ens_region_id") String ensRegionId,
        @JsonProperty("worker_image_id") String workerImageId,
        @JsonProperty("ens_internet_charge_type") String ensInternetChargeType,
        @JsonProperty("worker_period") Long workerPeriod,
        @JsonProperty("login_password") String loginPassword,
        @JsonProperty("key_pair") String keyPair,
        @JsonProperty("worker_system_disk_size") Long workerSystemDiskSize,
        @JsonProperty("is_edge_worker") Boolean isEdgeWorker,
        @JsonProperty("worker_data_disk_size") Long workerDataDiskSize,
        @JsonProperty("worker_auto_renew") Boolean workerAutoRenew,
        @JsonProperty("worker_auto_renew_period") Long workerAutoRenewPeriod,
        @JsonProperty("timeout_mins") Long timeoutMins) {

    /** The body as it is sent, for people: with line breaks. It holds the password. */
    public String toJson() {
        return Json.pretty(this);
    }

    /** A record would print the password. */
    @Override
    public String toString() {
        return "ScaleOutClusterRequest[" + count + " × " + workerInstanceType + " in " + ensRegionId + "]";
    }
}
