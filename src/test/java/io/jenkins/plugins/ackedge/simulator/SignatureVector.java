package io.jenkins.plugins.ackedge.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;

/** One row of a fact sheet's table of signatures, made with the vendor's signer and without. */
final class SignatureVector {
    private final String id;
    private final String method;
    private final String target;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String accessKeyId = "testid";
    private String secret = "testsecret";
    private String body = "";
    private String hash;
    private String signature;

    SignatureVector(String id, String method, String target, String action) {
        this.id = id;
        this.method = method;
        this.target = target;
        with("Host", "cs.cn-beijing.aliyuncs.com");
        with("x-acs-action", action);
        with("x-acs-version", "2015-12-15");
        with("x-acs-date", "2026-01-02T03:04:05Z");
        with("x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d");
    }

    SignatureVector with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    SignatureVector body(String contentType, String text) {
        body = text;
        return with("Content-Type", contentType);
    }

    SignatureVector key(String id, String newSecret) {
        accessKeyId = id;
        secret = newSecret;
        return this;
    }

    SignatureVector gives(String expectedHash, String expectedSignature) {
        hash = expectedHash;
        signature = expectedSignature;
        return this;
    }

    List<String> signedHeaders() {
        TreeSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(headers.keySet());
        names.add("x-acs-content-sha256");
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    Received request() {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Map<String, List<String>> all = new LinkedHashMap<>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        all.put("x-acs-content-sha256", List.of(CanonicalRequest.sha256(bytes)));
        all.put(
                "Authorization",
                List.of("ACS3-HMAC-SHA256 Credential=" + accessKeyId + ",SignedHeaders="
                        + String.join(";", signedHeaders()) + ",Signature=" + signature));
        return new Received(method, target, all, bytes);
    }

    /** For each vector: its hash and its signature are what is calculated, and a changed byte is turned away. */
    static List<DynamicTest> tests(List<SignatureVector> vectors) {
        List<DynamicTest> tests = new ArrayList<>();
        for (SignatureVector vector : vectors) {
            tests.add(DynamicTest.dynamicTest(vector.id + ": hash", vector::hashes));
            tests.add(DynamicTest.dynamicTest(vector.id + ": signature", vector::signs));
            tests.add(DynamicTest.dynamicTest(vector.id + ": is let through", vector::isLetThrough));
            tests.add(DynamicTest.dynamicTest(vector.id + ": one byte changed", vector::isTurnedAwayIfChanged));
        }
        return tests;
    }

    private void hashes() {
        assertEquals(hash, new CanonicalRequest(request(), signedHeaders()).hash());
    }

    private void signs() {
        assertEquals(signature, new CanonicalRequest(request(), signedHeaders()).signature(secret));
    }

    private void isLetThrough() throws Refusal {
        assertEquals(accessKeyId, check().verify(request(), "R"));
    }

    /** The last byte of the body, of the query, or of the path, whichever there is. */
    private void isTurnedAwayIfChanged() {
        Received sent = request();
        byte[] bytes = sent.body();
        String changedTarget = target;
        if (bytes.length > 0) {
            bytes[bytes.length - 1] ^= 1;
        } else {
            char last = target.charAt(target.length() - 1);
            changedTarget = target.substring(0, target.length() - 1) + (last == 'b' ? 'c' : 'b');
        }
        Received changed = new Received(method, changedTarget, sent.headers(), bytes);
        Refusal refusal = assertThrows(Refusal.class, () -> check().verify(changed, "R"));
        assertEquals(
                "SignatureDoesNotMatch",
                Json.readObject(refusal.answer().bodyText()).get("Code").asText());
    }

    private SignatureCheck check() {
        String token = headers.get("x-acs-security-token");
        long now = Instant.parse(headers.get("x-acs-date")).toEpochMilli();
        AccessKeys keys = new AccessKeys(
                Map.of(accessKeyId, secret),
                token == null ? Map.of() : Map.of(accessKeyId, token),
                new IssuedKeys(() -> now));
        return new SignatureCheck(keys, () -> now, true);
    }
}
