package io.jenkins.plugins.ackedge.config;

import java.io.File;
import java.util.regex.Pattern;
import org.apache.tools.ant.types.selectors.SelectorUtils;

/** Ant patterns for the full names of jobs, such as {@code release/**}: {@code *} is a part of one name, {@code **} any folders. */
final class ItemPatterns {
    static final String RULE =
            "must be an Ant pattern for full names of jobs, such as release/**: without a slash at either end, an empty part"
                    + " or a backslash";

    private static final Pattern USABLE = Pattern.compile("[^/\\\\\\p{Cntrl}]+(/[^/\\\\\\p{Cntrl}]+)*");

    private ItemPatterns() {}

    static boolean isUsable(String pattern) {
        return USABLE.matcher(pattern).matches() && pattern.equals(pattern.trim());
    }

    /** Case counts, as it does for Jenkins' own permissions. */
    static boolean matches(String pattern, String fullName) {
        return SelectorUtils.matchPath(ofFiles(pattern), ofFiles(fullName), true);
    }

    /** Ant's own code splits at the separator of this machine's files. */
    private static String ofFiles(String path) {
        return path.replace('/', File.separatorChar);
    }
}
