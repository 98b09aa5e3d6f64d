package io.jenkins.plugins.ackedge.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.aliyun.tea.TeaRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The V3 signature, held against the documentation's example, computed vectors, and the vendor's own signer. */
class Acs3SignatureTest {
    private static final String CID = "c1234567890abcdef1234567890abcdef1";
    private static final String SCALE_OUT_BODY =
            "{\"count\":2,\"ens_region_id\":\"cn-beijing-cmcc-2\",\"is_edge_worker\":true}";

    @Test
    void equalsTheExampleOfTheOfficialDocumentation() {
        AccessKey key = AccessKey.of("YourAccessKeyId", "YourAccessKeySecret");
        String bodyHash = Acs3Signature.hash(new byte[0]);
        SortedMap<String, String> headers = headers(
                "ecs.cn-shanghai.aliyuncs.com", "RunInstances", "2014-05-26", "2023-10-26T10:22:32Z", null, bodyHash);
        String query = "ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai";

        String canonical = Acs3Signature.canonicalRequest("POST", "/", query, headers, bodyHash);
        assertEquals(
                "7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259",
                Acs3Signature.hash(canonical.getBytes(StandardCharsets.UTF_8)));
        assertEquals(
                "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;"
                        + "x-acs-date;x-acs-signature-nonce;x-acs-version,Signature="
                        + "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0",
                Acs3Signature.authorization(key, "POST", "/", query, headers, bodyHash));
    }

    @ParameterizedTest(name = "vector {0}")
    @CsvSource({
        "A, 056f0ff9899558992ddf14311b9da88711bf71c7b7e509517cec82516e83bd85,"
                + " 4d8875b4ed6ca899c61931337839d1f8877df0acb37787df8d48aa5be6927e5a",
        "A2, 39a99160abd6352fc1b14f3d5153833b24d5a38b9848f2a58faff956a9d64d3a,"
                + " f083b3ba52374c0cad77252d14c7836049b515cc1569c07aef5246639e6149c6",
        "B, bee547b1e209916fad0db5708856806ae6365dd699347e5c6b2a2791c8f8dc90,"
                + " 1fd15096addd444fd9ab83850674561a1e509b07ed4fe5b095a5d30e543dac4d",
        "C, f7f6abcdf0fbff954997728443f382c183b2bba9cffcec7b6d9441d76af8e09b,"
                + " 1ee516c8a24124a3e45778b95dd041f8c262647b264601f17a1396c715b8abf0",
        "D, a18718ee643dfc6929c3c1b1b145fa67fc9a763a121a5e3a273fc4bbbac9c304,"
                + " 083ee6616bf67fe762a4a0c25cb5a4011b15b86c3b3c21863b6d30678a1a5d2e",
        "E, 5702df4d54cdce9928c258139225b0c83fd2492a8a413cb47fb028e13512127f,"
                + " 83294da56744bfde2b756ecfafeda14be8024558ec6bdb5e2e37ebcc54c9bb68",
        "F, f4dd55434c5fb8a3fbfc00288e4f930e6d007a9320c70763c90c78c39545b487,"
                + " 24c28287c2929b9c2b834bf1c7fe0c43c07e6273caf649df5e305f2120b11ca2"
    })
    void equalsTheComputedVectors(String id, String canonicalHash, String signature) {
        String host = id.equals("F") ? "127.0.0.1:8080" : "cs.cn-beijing.aliyuncs.com";
        String method = "POST";
        String path = "/api/v2/clusters/" + (id.equals("F") ? "c1" : CID);
        String action = "ScaleOutCluster";
        String body = id.equals("F") ? "{\"count\":1}" : SCALE_OUT_BODY;
        String contentType = id.equals("A2") || id.equals("F") ? "application/json" : "application/json; charset=utf-8";
        SortedMap<String, String> query = new TreeMap<>();
        switch (id) {
            case "B" -> {
                method = "GET";
                path = "/tasks/T-5a54309c80282e39ea00002f";
                action = "DescribeTaskInfo";
            }
            case "D" -> {
                method = "GET";
                path = "/clusters/" + CID + "/nodes";
                action = "DescribeClusterNodes";
                query.putAll(Map.of("pageNumber", "1", "pageSize", "50", "state", "all", "instanceIds", "i-1,i-2 *~"));
            }
            case "E" -> {
                path = "/tasks/T-5a54309c80282e39ea00002f/cancel";
                action = "CancelTask";
            }
            default -> {}
        }
        boolean hasBody = action.equals("ScaleOutCluster");
        String bodyHash = Acs3Signature.hash((hasBody ? body : "").getBytes(StandardCharsets.UTF_8));
        SortedMap<String, String> headers =
                headers(host, action, "2015-12-15", "2026-01-02T03:04:05Z", hasBody ? contentType : null, bodyHash);
        if (id.equals("C")) {
            headers.put("x-acs-accesskey-id", "testid");
            headers.put("x-acs-security-token", "tok/en+1==");
        }
        String canonicalQuery = PercentEncoding.query(query);

        assertEquals(
                canonicalHash,
                Acs3Signature.hash(Acs3Signature.canonicalRequest(method, path, canonicalQuery, headers, bodyHash)
                        .getBytes(StandardCharsets.UTF_8)));
        String authorization = Acs3Signature.authorization(
                AccessKey.of("testid", "testsecret"), method, path, canonicalQuery, headers, bodyHash);
        assertTrue(authorization.endsWith(",Signature=" + signature), authorization);
    }

    @Test
    void equalsTheVendorsSignerForAThousandRandomRequests() throws Exception {
        Random random = new Random(20261124);
        for (int i = 0; i < 1000; i++) {
            String id = text(random, 1, 30, false);
            String secret = text(random, 1, 40, false);
            String method = random.nextBoolean() ? "POST" : "GET";
            String path = ApiCall.path("api", "v2", text(random, 1, 40, true));
            SortedMap<String, String> query = new TreeMap<>();
            for (int q = random.nextInt(5); q > 0; q--) {
                query.put(text(random, 1, 12, true), text(random, 0, 30, true));
            }
            byte[] body = text(random, 0, 200, true).getBytes(StandardCharsets.UTF_8);
            String bodyHash = Acs3Signature.hash(body);
            SortedMap<String, String> headers = headers(
                    "127.0.0.1:" + random.nextInt(65536),
                    text(random, 1, 20, false),
                    "2015-12-15",
                    "2026-01-02T03:04:05Z",
                    random.nextBoolean() ? "application/json; charset=utf-8" : null,
                    bodyHash);
            headers.put("x-acs-security-token", text(random, 1, 60, false));

            TeaRequest theirs = new TeaRequest();
            theirs.method = method;
            theirs.pathname = path;
            theirs.query = new HashMap<>(query);
            theirs.headers = new HashMap<>(headers);
            String expected =
                    com.aliyun.openapiutil.Client.getAuthorization(theirs, "ACS3-HMAC-SHA256", bodyHash, id, secret);

            assertEquals(
                    expected,
                    Acs3Signature.authorization(
                            AccessKey.of(id, secret), method, path, PercentEncoding.query(query), headers, bodyHash),
                    "request " + i);
        }
    }

    private static SortedMap<String, String> headers(
            String host, String action, String version, String date, String contentType, String bodyHash) {
        SortedMap<String, String> headers = new TreeMap<>();
        headers.put("host", host);
        headers.put("x-acs-action", action);
        headers.put("x-acs-version", version);
        headers.put("x-acs-date", date);
        headers.put("x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d");
        headers.put("x-acs-content-sha256", bodyHash);
        if (contentType != null) {
            headers.put("content-type", contentType);
        }
        return headers;
    }

    /** Letters, digits and signs; with {@code wild} also blanks, slashes, percent signs and Chinese. */
    private static String text(Random random, int least, int most, boolean wild) {
        String alphabet = "abcXYZ0189-_.+=" + (wild ? " /%&*~?#:@!'\"<>\\上海ß" : "");
        StringBuilder text = new StringBuilder();
        for (int n = least + random.nextInt(most - least + 1); n > 0; n--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        String result = text.toString();
        return result.equals(".") || result.equals("..") ? "x" : result;
    }
}
