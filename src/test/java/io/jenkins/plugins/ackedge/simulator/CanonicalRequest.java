package io.jenkins.plugins.ackedge.simulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What an ACS3-HMAC-SHA256 signature covers, computed from the request on the wire (fact sheet, section 2b; the
 * vendor's page "V3 request structure and signature"). Written from that description alone: nothing is shared with the
 * client that the simulator judges.
 */
final class CanonicalRequest {
    static final String ALGORITHM = "ACS3-HMAC-SHA256";

    private final String text;

    /**
     * @param signedHeaders lower-case names, sorted
     */
    CanonicalRequest(Received request, List<String> signedHeaders) {
        StringBuilder out = new StringBuilder();
        out.append(request.method()).append('\n');
        out.append(request.path()).append('\n');
        out.append(query(request.query())).append('\n');
        for (String name : signedHeaders) {
            List<String> values = request.headers().getOrDefault(name, List.of(""));
            String value = values.stream().map(String::strip).collect(Collectors.joining(","));
            out.append(name).append(':').append(value).append('\n');
        }
        // The block of headers ends in a line feed of its own, hence the empty line.
        out.append('\n');
        out.append(String.join(";", signedHeaders)).append('\n');
        out.append(sha256(request.body()));
        text = out.toString();
    }

    /** Lower-case hexadecimal SHA-256 of the canonical request. */
    String hash() {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The secret is used as it is: no derived key, no scope. */
    String signature(String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] signed = mac.doFinal((ALGORITHM + "\n" + hash()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sorted by name, both sides encoded anew; the equals sign stays where the value is empty. */
    private static String query(String raw) {
        List<String[]> pairs = new ArrayList<>();
        for (String pair : raw.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = Rfc3986.decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : Rfc3986.decode(pair.substring(equals + 1));
                pairs.add(new String[] {name, value});
            }
        }
        pairs.sort(Comparator.comparing((String[] pair) -> pair[0]).thenComparing(pair -> pair[1]));
        return pairs.stream()
                .map(pair -> Rfc3986.encode(pair[0]) + "=" + Rfc3986.encode(pair[1]))
                .collect(Collectors.joining("&"));
    }
}
