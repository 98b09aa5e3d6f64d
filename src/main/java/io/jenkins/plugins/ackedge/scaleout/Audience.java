package io.jenkins.plugins.ackedge.scaleout;

/** Who reads what is said of an order: each is told what they can change, by the name that it has for them. */
public enum Audience {
    /** Users and administrators of a controller. */
    JENKINS(
            "clusterId and regionId",
            "timeoutMins",
            "Choose another via in the cluster's configuration",
            "add the issuer of that certificate to the trust store of the controller's Java",
            "Check the proxy in the configuration of Jenkins"),
    /** Users of the terminal program. */
    TERMINAL(
            "--cluster-id and --region",
            "--timeout-mins",
            "Choose another --via",
            "name a file with the issuer's certificate by --ca-file or SSL_CERT_FILE",
            "Check the proxy that the environment names");

    private final String cluster;
    private final String timeLimit;
    private final String otherVia;
    private final String trust;
    private final String proxy;

    Audience(String cluster, String timeLimit, String otherVia, String trust, String proxy) {
        this.cluster = cluster;
        this.timeLimit = timeLimit;
        this.otherVia = otherVia;
        this.trust = trust;
        this.proxy = proxy;
    }

    /** The two parameters that name a cluster. */
    String cluster() {
        return cluster;
    }

    /** The parameter that names the time limit. */
    String timeLimit() {
        return timeLimit;
    }

    /** The beginning of a sentence. */
    String otherVia() {
        return otherVia;
    }

    /** How to trust a certificate; goes on after a comma. */
    String trust() {
        return trust;
    }

    /** The beginning of a sentence. */
    String proxy() {
        return proxy;
    }
}
