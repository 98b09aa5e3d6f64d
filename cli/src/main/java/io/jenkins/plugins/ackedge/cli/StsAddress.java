package io.jenkins.plugins.ackedge.cli;

import io.jenkins.plugins.ackedge.api.AckEndpoint;

/** The address of STS out of what the vendor's tools are told: an address or a host, a region, and whether it is in a VPC. */
final class StsAddress {
    private StsAddress() {}

    /**
     * @param endpoint "" for none; a host alone, as the vendor's program takes it, is reached by https
     * @param region "" for none
     * @throws IllegalArgumentException with a sentence for the user
     */
    static AckEndpoint of(String endpoint, String region, boolean isVpc) {
        if (!endpoint.isEmpty()) {
            return AckEndpoint.ofUrl(endpoint.contains("://") ? endpoint : "https://" + endpoint);
        }
        return isVpc && !region.isEmpty() ? AckEndpoint.stsVpc(region) : AckEndpoint.sts(null, region);
    }
}
