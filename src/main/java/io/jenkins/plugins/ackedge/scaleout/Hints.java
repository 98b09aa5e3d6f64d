package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.AckFault;
import java.util.Optional;

/** What to do about a refusal, by its code. */
final class Hints {
    static final String MOVING_OFF =
            "https://github.com/jenkinsci/alibabacloud-ack-edge-plugin/blob/main/docs/moving-off-scaleoutcluster.md";

    private Hints() {}

    static String of(AckFault e, Order order, Audience audience) {
        String code = e.code().toString();
        Optional<String> key = ofKey(e);
        if (key.isPresent()) {
            return key.get();
        }
        if (code.equals("ErrorClusterNotFound")) {
            return "Check " + audience.cluster() + " (the region of the cluster, not of its nodes).";
        }
        if (e.isOperationGone()) {
            return order.route().words().vendor() + " does not offer the operation behind via '"
                    + order.route().name() + "' (any more). " + audience.otherVia() + ": " + MOVING_OFF;
        }
        if (code.startsWith("Quota") || code.contains("Quota")) {
            return "Ask for more quota, or order fewer nodes.";
        }
        if (code.startsWith("InsufficientBalance")) {
            return "Charge the account.";
        }
        return switch (e.kind()) {
            case PROXY_REFUSED ->
                audience.proxy() + ": its user and password, and whether it lets connections to this host through.";
            case NOT_TRUSTED -> "Check the address; if it is right, " + audience.trust() + ".";
            case NOT_AUTHORISED ->
                "The key needs the permission " + order.route().ramAction()
                        + (order.route().words().hasTask() ? " on this cluster." : ".");
            case NOT_FOUND -> "Check " + audience.cluster() + ".";
            default -> "Correct what " + order.route().words().vendor() + " names, then run again.";
        };
    }

    /** What is wrong with the key or its use, where that is not a permission. */
    static Optional<String> ofKey(AckFault e) {
        String code = e.code().toString();
        if (code.startsWith("InvalidAccessKeyId") || code.equals("SignatureDoesNotMatch")) {
            return Optional.of("Check AccessKey ID and secret.");
        }
        if (code.startsWith("InvalidTimeStamp")) {
            return Optional.of(
                    "Check the clock of this machine: it may differ from the vendor's by 15 minutes at most.");
        }
        if (code.contains("SecurityToken") || code.contains("Sts")) {
            return Optional.of("The temporary key has expired: get a new one.");
        }
        return Optional.empty();
    }

    /** What to do when the time limit passed before the order could be sent. */
    static String timeIsUp(AckFault last, Audience audience) {
        return last != null && last.kind() == AckFault.Kind.NEVER_SENT
                ? "Check the address (region or endpoint), the network and the proxy, then run again."
                : "Run again, with a larger " + audience.timeLimit() + " if need be.";
    }
}
