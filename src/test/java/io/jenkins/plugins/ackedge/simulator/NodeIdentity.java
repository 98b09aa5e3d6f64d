package io.jenkins.plugins.ackedge.simulator;

/**
 * By what a node can be recognised as a machine of ENS. No document says what {@code instance_id} holds for a node that
 * joined by a script (ENS fact sheet, section 5), so a client has to cope with each.
 */
public enum NodeIdentity {
    /** {@code instance_id} is the machine's id. */
    INSTANCE_ID,
    /** {@code instance_id} repeats the node's name, which is the machine's host name. */
    HOST_NAME,
    /** {@code instance_id} is empty and the names are the node's own: only the addresses are the machine's. */
    ADDRESS
}
