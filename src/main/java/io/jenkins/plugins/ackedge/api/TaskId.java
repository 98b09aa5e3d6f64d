package io.jenkins.plugins.ackedge.api;

import java.util.regex.Pattern;

/** The rule for task ids, which go into paths and file names. */
public final class TaskId {
    private static final Pattern USABLE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,127}");

    private TaskId() {}

    /** Whether this is 1 to 128 letters, digits, "_", "." and "-", begins with one of the first two, and has no "..". */
    public static boolean isUsable(String id) {
        return id != null && USABLE.matcher(id).matches() && !id.contains("..");
    }
}
