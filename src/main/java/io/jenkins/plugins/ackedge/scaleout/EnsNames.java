package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.EnsInstance;
import java.util.regex.Pattern;

/**
 * The name and the tag that each machine of an order carries, by which they are found again. The id of an order is random,
 * so nobody else's machine has them by chance.
 */
final class EnsNames {
    /** The key of the tag; its value is the id of the order. */
    static final String TAG = "jenkins-scaleout";

    private static final Pattern ANY = Pattern.compile("jk-[0-9a-f]+-n[0-9]{0,4}");

    private EnsNames() {}

    /** What the vendor is given as a name: it appends 001, 002 and so on for each machine, to a host's name also. */
    static String name(String orderId) {
        return "jk-" + orderId + "-n";
    }

    /** Whether this is the name of a machine, or of a node, of an order of ours that is not that one. */
    static boolean isOfAnother(String name, String orderId) {
        return ANY.matcher(name).matches() && !isNameOf(name, orderId);
    }

    private static boolean isNameOf(String name, String orderId) {
        return Pattern.matches(Pattern.quote(name(orderId)) + "[0-9]{0,4}", name);
    }

    /** Whether this machine is of that order. Whether a single one gets a suffix as well is not documented. */
    static boolean isOf(EnsInstance machine, String orderId) {
        String value = machine.tags().get(TAG);
        return value != null ? value.equals(orderId) : isNameOf(machine.name(), orderId);
    }
}
