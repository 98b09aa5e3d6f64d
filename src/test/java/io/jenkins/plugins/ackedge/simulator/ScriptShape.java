package io.jenkins.plugins.ackedge.simulator;

/** The shapes in which DescribeClusterAttachScripts may answer (ENS fact sheet, section 3, "Response shapes"). */
public enum ScriptShape {
    /** A JSON string, as the older page shows it. */
    QUOTED,
    /** The script as plain text. */
    RAW,
    /** {@code {"result":"..."}}. */
    OBJECT
}
