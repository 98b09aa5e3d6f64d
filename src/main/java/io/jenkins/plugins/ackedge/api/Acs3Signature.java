package io.jenkins.plugins.ackedge.api;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.SortedMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The V3 request signature ACS3-HMAC-SHA256 ("V3 request body and signature mechanism" of Alibaba Cloud's SDK
 * documentation; the vendor's own implementation is {@code com.aliyun:openapiutil}, which the tests compare with).
 */
final class Acs3Signature {
    static final String ALGORITHM = "ACS3-HMAC-SHA256";
    private static final String HASH_OF_NOTHING = HexFormat.of().formatHex(BodyDigest.sha256(new byte[0]));

    private Acs3Signature() {}

    /**
     * The value of the Authorization header.
     *
     * @param path the path exactly as it is sent, segments percent-encoded
     * @param query the canonical query exactly as it is sent, or ""
     * @param headers every header to be signed, names in lower case: host, content-type if sent, and all of x-acs-*
     * @param bodyHash what {@link #hash} gives for the body
     */
    static String authorization(
            AccessKey key,
            String method,
            String path,
            String query,
            SortedMap<String, String> headers,
            String bodyHash) {
        String request = canonicalRequest(method, path, query, headers, bodyHash);
        String toSign = ALGORITHM + "\n" + hash(request.getBytes(StandardCharsets.UTF_8));
        return ALGORITHM + " Credential=" + key.id() + ",SignedHeaders=" + names(headers) + ",Signature="
                + hmac(key.secret(), toSign);
    }

    static String canonicalRequest(
            String method, String path, String query, SortedMap<String, String> headers, String bodyHash) {
        StringBuilder request = new StringBuilder(800);
        request.append(method)
                .append('\n')
                .append(path)
                .append('\n')
                .append(query)
                .append('\n');
        // Each header's line ends in a line feed, so an empty line stands before the names: the vendor means it so.
        headers.forEach((name, value) ->
                request.append(name).append(':').append(value.trim()).append('\n'));
        return request.append('\n')
                .append(names(headers))
                .append('\n')
                .append(bodyHash)
                .toString();
    }

    static String hash(byte[] bytes) {
        return bytes.length == 0 ? HASH_OF_NOTHING : HexFormat.of().formatHex(BodyDigest.sha256(bytes));
    }

    private static String hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static String names(SortedMap<String, String> headers) {
        return String.join(";", headers.keySet());
    }
}
