package io.jenkins.plugins.ackedge.simulator;

import java.util.Map;

/**
 * What a machine of ENS is from its first day on.
 *
 * @param bandwidth in Mbit/s; 0 for none, and then there is no public address
 * @param dataDiskGib 0 if there is none
 * @param expiresMillis 0 for a machine that is paid by use
 */
record MachineSpec(
        String region,
        String instanceType,
        String imageId,
        String networkId,
        String vSwitchId,
        String keyPair,
        long bandwidth,
        String diskCategory,
        long systemDiskGib,
        long dataDiskGib,
        boolean prePaid,
        boolean protectedFromDeletion,
        String autoReleaseTime,
        long expiresMillis,
        Map<String, String> tags) {

    /** How long each step of a machine's life takes, in milliseconds. */
    record Times(long visible, long pending, long starting, long joining, long ready) {}

    /** {@code ens.sn1.stiny} has one CPU: too small for a node (ENS fact sheet, section 1, "Machine needs"). */
    boolean tooSmall() {
        return instanceType.endsWith(".stiny");
    }
}
