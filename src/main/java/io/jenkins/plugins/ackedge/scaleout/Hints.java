package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.AckFault;

/** What to do about a refusal, by its code. */
final class Hints {
    static final String MOVING_OFF =
            "https://github.com/jenkinsci/alibabacloud-ack-edge-plugin/blob/main/docs/moving-off-scaleoutcluster.md";

    private Hints() {}

    static String of(AckFault e, Order order) {
        String code = e.code().toString();
        if (code.startsWith("InvalidAccessKeyId") || code.equals("SignatureDoesNotMatch")) {
            return "Check AccessKey ID and secret.";
        }
        if (code.startsWith("InvalidTimeStamp")) {
            return "Check the clock of this machine: it may differ from the vendor's by 15 minutes at most.";
        }
        if (code.contains("SecurityToken") || code.contains("Sts")) {
            return "The temporary key has expired: get a new one.";
        }
        if (code.equals("ErrorClusterNotFound")) {
            return "Check clusterId and regionId (the region of the cluster, not of its nodes).";
        }
        if (e.isOperationGone()) {
            return "ACK does not offer the operation behind via '"
                    + order.route().name() + "' (any more). Choose another via in the cluster's configuration: "
                    + MOVING_OFF;
        }
        if (code.startsWith("Quota") || code.contains("Quota")) {
            return "Ask for more quota, or order fewer nodes.";
        }
        if (code.startsWith("InsufficientBalance")) {
            return "Charge the account.";
        }
        return switch (e.kind()) {
            case PROXY_REFUSED ->
                "Check the proxy's user and password, and whether it lets connections to this host through.";
            case NOT_TRUSTED ->
                "Check the address; if it is right, let this program trust the issuer of that certificate: at a terminal"
                        + " by --ca-file or SSL_CERT_FILE, in Jenkins by the trust store of the controller's Java.";
            case NOT_AUTHORISED ->
                "The key needs the permission " + order.route().ramAction() + " on this cluster.";
            case NOT_FOUND -> "Check clusterId and regionId.";
            default -> "Correct what ACK names, then run again.";
        };
    }
}
