package io.jenkins.plugins.ackedge.api;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a product answers. The control plane: {@code https://cs.<region>.aliyuncs.com} of the region in which the
 * <em>cluster</em> is (never the ENS region of its nodes). ENS: one address for all regions. Or an address that an
 * administrator gave instead, for example that of a VPC.
 */
public final class AckEndpoint {
    private static final String ENS = "https://ens.aliyuncs.com";
    private static final String STS = "https://sts.aliyuncs.com";

    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z0-9]+){1,5}");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    private final String url;

    private AckEndpoint(String url) {
        this.url = url;
    }

    /**
     * The public endpoint of a region.
     *
     * @throws IllegalArgumentException if {@code regionId} cannot be one: it becomes a part of a host name
     */
    public static AckEndpoint ofRegion(String regionId) {
        return ofRegion("cs", regionId);
    }

    /**
     * An address given by hand.
     *
     * @throws IllegalArgumentException with a sentence for the user, if it is not a plain https address (http is accepted
     *     for a loopback host alone) without user, path, query and fragment
     */
    public static AckEndpoint ofUrl(String text) {
        URI uri;
        try {
            uri = new URI(text.trim());
        } catch (URISyntaxException e) {
            throw refused(text, "is not an address such as https://cs.cn-beijing.aliyuncs.com");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        if (host.isEmpty()) {
            throw refused(text, "is not an address such as https://cs.cn-beijing.aliyuncs.com");
        }
        boolean loopback = LOOPBACK.matcher(host).matches();
        if (!scheme.equals("https") && !(scheme.equals("http") && loopback)) {
            throw refused(text, "must begin with https:// (http:// is accepted for a loopback address alone)");
        }
        boolean bare = (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && uri.getRawUserInfo() == null;
        if (!bare) {
            throw refused(text, "must have no user, path, query or fragment");
        }
        int port = uri.getPort();
        return new AckEndpoint(scheme + "://" + host + (port < 0 ? "" : ":" + port));
    }

    /** The override if there is one, else the public endpoint of the region. */
    public static AckEndpoint of(String override, String regionId) {
        return override == null || override.isBlank() ? ofRegion(regionId) : ofUrl(override);
    }

    /**
     * The override if there is one, by the rules of {@link #ofUrl}, else {@code https://ens.aliyuncs.com}, which serves all
     * ENS regions (the vendor's SDK and Terraform provider know no other). An account of the international site needs the
     * override {@code https://ens.ap-southeast-1.aliyuncs.com}: a user's field notes say that the global address lists its
     * machines but refuses its orders with OrderFailed.
     *
     * @throws IllegalArgumentException as {@link #ofUrl}
     */
    public static AckEndpoint ens(String override) {
        return override == null || override.isBlank() ? new AckEndpoint(ENS) : ofUrl(override);
    }

    /**
     * Where STS answers: the override if there is one, by the rules of {@link #ofUrl}, else {@code
     * https://sts.<region>.aliyuncs.com} of the region if one is given, else {@code https://sts.aliyuncs.com}. These are the
     * addresses that the vendor's credentials-java builds ({@code RamRoleArnCredentialProvider}).
     *
     * @param override null or blank for none
     * @param regionId null or blank for none
     * @throws IllegalArgumentException as {@link #ofUrl} and {@link #ofRegion}
     */
    public static AckEndpoint sts(String override, String regionId) {
        if (override != null && !override.isBlank()) {
            return ofUrl(override);
        }
        return regionId == null || regionId.isBlank() ? new AckEndpoint(STS) : ofRegion("sts", regionId);
    }

    /** The same of a region, as a machine within a VPC reaches it: {@code https://sts-vpc.<region>.aliyuncs.com}. */
    public static AckEndpoint stsVpc(String regionId) {
        return ofRegion("sts-vpc", regionId);
    }

    private static AckEndpoint ofRegion(String host, String regionId) {
        if (!isRegionId(regionId)) {
            throw new IllegalArgumentException("not a region id such as cn-beijing: " + regionId);
        }
        return new AckEndpoint("https://" + host + "." + regionId + ".aliyuncs.com");
    }

    public static boolean isRegionId(String text) {
        return text != null && text.length() <= 63 && REGION.matcher(text).matches();
    }

    /** Scheme, host and port, with no slash at the end. */
    public String url() {
        return url;
    }

    private static IllegalArgumentException refused(String text, String why) {
        // A user part may hold a password, so an address that has one is not repeated.
        return new IllegalArgumentException(
                text.indexOf('@') >= 0 ? "The endpoint " + why + "." : "The endpoint '" + text + "' " + why + ".");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AckEndpoint that && url.equals(that.url);
    }

    @Override
    public int hashCode() {
        return url.hashCode();
    }

    @Override
    public String toString() {
        return url;
    }
}
