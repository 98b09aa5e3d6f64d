package io.jenkins.plugins.ackedge.api;

/** A product of the vendor, with what is the same for all of its operations. */
enum Product {
    /** Container Service for Kubernetes, SDK {@code cs-20151215}: the ROA style, paths and JSON bodies. */
    ACK("2015-12-15", "application/json; charset=utf-8"),

    /**
     * Edge Node Service, SDK {@code ens-20171110}: the RPC style, {@code POST /}. The SDK puts the parameters into the query;
     * here they are a form, which the vendor's Terraform provider sends as well, so that no secret stands in a URL.
     */
    ENS("2017-11-10", "application/x-www-form-urlencoded"),

    /** Security Token Service, SDK {@code sts-20150401}: the RPC style, sent as that of {@link #ENS}. */
    STS("2015-04-01", "application/x-www-form-urlencoded");

    private final String version;
    private final String contentType;

    Product(String version, String contentType) {
        this.version = version;
        this.contentType = contentType;
    }

    /** The version of the API, sent as {@code x-acs-version}. */
    String version() {
        return version;
    }

    /** The media type of a body, signed with it. */
    String contentType() {
        return contentType;
    }
}
