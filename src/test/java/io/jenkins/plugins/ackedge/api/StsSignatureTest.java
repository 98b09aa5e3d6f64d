package io.jenkins.plugins.ackedge.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.aliyun.openapiutil.Client;
import com.aliyun.tea.TeaRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The V3 signature of AssumeRole, by a long-lived key and by a temporary one, as the vendor's own signer has it. */
class StsSignatureTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    private static final String NONCE = "3156853299f313e23d1673dc12e1703d";

    /** The signatures were computed by com.aliyun:openapiutil 0.2.2, {@code Client.getAuthorization}. */
    @ParameterizedTest
    @CsvSource({
        "'', 171c271d4704ffe3a011f44e412beee8c3ee74e54b11eec9c1954fb4cb12eb75",
        "tok/en+1==, 20c20c762fb939a11113af879baf4e7c369103f9c90f2866e118486b26fd9111"
    })
    void equalsThatOfTheVendorsSigner(String token, String signature) throws Exception {
        AccessKey key = AccessKey.of("testid", "testsecret", token);
        Map<String, String> form = Map.of(
                "RoleArn",
                "acs:ram::1234567890123456:role/ack-edge-orders",
                "RoleSessionName",
                "folder-job-7@ci",
                "DurationSeconds",
                "3600",
                "ExternalId",
                "a=b,c/d");
        ApiCall call = ApiCall.form(Product.STS, "AssumeRole", form, List.of());
        assertEquals(
                "DurationSeconds=3600&ExternalId=a%3Db%2Cc%2Fd"
                        + "&RoleArn=acs%3Aram%3A%3A1234567890123456%3Arole%2Fack-edge-orders&RoleSessionName=folder-job-7%40ci",
                new String(call.body(), StandardCharsets.US_ASCII));

        SignedRequest request =
                new Signer(AckEndpoint.sts(null, null), key, CLOCK, () -> NONCE, "test").sign(call, false);

        assertEquals("https://sts.aliyuncs.com/", request.url());
        assertEquals("2015-04-01", request.headers().get("x-acs-version"));
        TeaRequest theirs = new TeaRequest();
        theirs.method = "POST";
        theirs.pathname = "/";
        theirs.query = new HashMap<>();
        theirs.headers = new TreeMap<>(request.headers());
        theirs.headers.keySet().removeAll(List.of("accept", "user-agent", "authorization"));
        String hash = request.headers().get("x-acs-content-sha256");
        String authorization = Client.getAuthorization(theirs, "ACS3-HMAC-SHA256", hash, "testid", "testsecret");
        assertEquals(authorization.replace(", ", ","), request.headers().get("authorization"));
        assertEquals(signature, Signer.signature(request));
    }
}
