package io.jenkins.plugins.ackedge.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.aliyun.teaopenapi.Client;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teaopenapi.models.OpenApiRequest;
import com.aliyun.teaopenapi.models.Params;
import com.aliyun.teautil.models.RuntimeOptions;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The V3 signature of ENS's RPC style and of two operations with JSON: computed vectors, and the vendor's own client. */
class EnsSignatureTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    private static final String NONCE = "3156853299f313e23d1673dc12e1703d";
    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static final String RUN =
            "Amount=2&AutoRenew=false&DataDisk=%5B%7B%22Category%22%3A%22cloud_efficiency%22%2C%22Size%22%3A40%7D%5D"
                    + "&EnsRegionId=cn-beijing-cmcc-2&ImageId=m-2QVLO2T8NYgm8CNQVg15gF&InstanceChargeType=PrePaid"
                    + "&InstanceName=jk-7f3a9c21-&InstanceType=ens.sn1.tiny&InternetChargeType=BandwidthByDay"
                    + "&InternetMaxBandwidthOut=100&Password=Hello1234%21&Period=1&PeriodUnit=Month"
                    + "&ScheduleAreaLevel=Region&SchedulingStrategy=Concentrate"
                    + "&SystemDisk=%7B%22Category%22%3A%22cloud_efficiency%22%2C%22Size%22%3A40%7D"
                    + "&Tag.1.Key=jenkins-scaleout&Tag.1.Value=7f3a9c21&UniqueSuffix=true";

    private static final String DESC =
            "EnsRegionId=cn-beijing-cmcc-2&OrderByParams=%7B%22CreationTimeSort%22%3A%22desc%22%7D&PageNumber=1"
                    + "&PageSize=100&Tags=%5B%7B%22Key%22%3A%22jenkins-scaleout%22%2C%22Value%22%3A%227f3a9c21%22%7D%5D";

    private static final String ATT =
            "InstanceId=i-5iqczfxps7csjrxeca070001&Scripts=d2dldCBodHRwOi8vZXhhbXBsZS9lZGdlYWRt"
                    + "IC1PIGVkZ2VhZG07IGNobW9kIHUreCBlZGdlYWRtOyAuL2VkZ2VhZG0gam9pbiAtLW9wZW5hcGktdG9rZW49WFhYIC0tbm9kZS1zcGVj"
                    + "PSd7InF1aWV0Ijp0cnVlfSc%3D";

    private static final String TWO_IDS =
            "InstanceIds=%5B%22i-5iqczfxps7csjrxeca070001%22%2C%22i-5iqczfxps7csjrxeca070002%22%5D&PageSize=100";

    private static final String SCRIPT_REQUEST =
            "{\"nodepool_id\":\"np1c9229d9be2d432c93f77a88fca0abcd\",\"arch\":\"amd64\",\"expired\":1767330245,"
                    + "\"options\":\"{\\\"enableIptables\\\":true,\\\"manageRuntime\\\":true,\\\"quiet\\\":true}\"}";

    private static final String ATTACH_REQUEST =
            "{\"instances\":[\"i-5iqczfxps7csjrxeca070001\"],\"is_edge_worker\":true,"
                    + "\"nodepool_id\":\"np1c9229d9be2d432c93f77a88fca0abcd\"}";

    private static Signer signer(AccessKey key, AckEndpoint endpoint) {
        return new Signer(endpoint, key, CLOCK, () -> NONCE, "test");
    }

    private static SortedMap<String, String> decoded(String encoded) {
        SortedMap<String, String> map = new TreeMap<>();
        for (String pair : encoded.split("&")) {
            int equals = pair.indexOf('=');
            map.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return map;
    }

    private static ApiCall inQuery(String action, String query) {
        return new ApiCall(Product.ENS, action, "POST", "/", decoded(query), new byte[0], List.of());
    }

    private static ApiCall inForm(String action, String form) {
        ApiCall call = ApiCall.form(Product.ENS, action, decoded(form), List.of());
        assertEquals(form, new String(call.body(), StandardCharsets.US_ASCII));
        return call;
    }

    private static ApiCall json(String action, String path, String body) {
        return ApiCall.send(action, "POST", path, body.getBytes(StandardCharsets.UTF_8));
    }

    private static ApiCall vector(String id) {
        String cluster = "/clusters/c1234567890abcdef1234567890abcdef1";
        return switch (id) {
            case "E1" -> inQuery("RunInstances", RUN);
            case "E2" -> inForm("RunInstances", RUN);
            case "E3" -> inQuery("DescribeInstances", DESC);
            case "E4" -> inForm("DescribeInstances", DESC);
            case "E5" -> inQuery("DescribeInstances", TWO_IDS);
            case "E6" -> inQuery("AttachEnsInstances", ATT);
            case "E7" -> inForm("AttachEnsInstances", ATT);
            case "E8" -> inQuery("ReleasePostPaidInstance", "InstanceId=i-5iqczfxps7csjrxeca070001");
            case "E9" ->
                inQuery("ListTagResources", "ResourceType=instance&Tag.1.Key=jenkins-scaleout&Tag.1.Value=7f3a9c21");
            case "E10" -> inForm("RunInstances", "Amount=1");
            case "C1" -> json("DescribeClusterAttachScripts", cluster + "/attachscript", SCRIPT_REQUEST);
            default -> json("AttachInstances", cluster + "/attach", ATTACH_REQUEST);
        };
    }

    @ParameterizedTest(name = "vector {0}")
    @CsvSource({
        "E1, -, 0f7bebff5f9640ecae4713be78492c1946d5809c75be211767b95978d915ebd0,"
                + " 2904cce9ecb6fad1a9f4f5d5c017f36a685319889b150feab85d42c4712cd1b8",
        "E2, c4204f3b355306de040f6def860af444f8c3553a815134822aee2991f691cc1e,"
                + " fc20d4ba6d60f20b479c1255600a31a58ed751950fb04d3af706fe311f9e64d6,"
                + " 7eb498a588c3ea90984c699ea5c041e6b3853a3ecd47069b6ebf3c8b86e6570b",
        "E3, -, 698afd90a60792cb9497b90b693f2fe9c09dd8c979951ceed9b1471abc51fc9f,"
                + " 95f9d111693b899721da86ea090ed490eb5ed5048027961d8a87af8d54e4b05b",
        "E4, 8e0201d65eb535775d095f513538d99f74976fbb18a478293574d6568ddcf4f3,"
                + " d59c34831f6d4556cb99d8044a48b3289304272701c7b7505c5f14f5aa9cd426,"
                + " b6a2c5e06b11f37c1b5c5702f6e859abfe8893affe7a4b8133cc3b10797ae04d",
        "E5, -, 98847bf675d635368a9af653d841ffa6269af4705d661265b754dbc4f95419eb,"
                + " f392adcbb796ce82e9c752d00ad0ac2e085828d572d9532e2eb59d7ea50fe007",
        "E6, -, 902c8a77efd840c785bf84d71386c07ba8e2c677ddbc4495e841e91bada5ac44,"
                + " 5bcfd4b8cddea9380c2f2b856a2518d2bad6c5045f132eed3636d4105c7d606d",
        "E7, 4b7eba4694ab092c4014727556c31b7fcebd04e3ef871ef26a679bbad0fcf0d5,"
                + " 7008fa00da2d01b5f010df7175291f9abae22f2ced64b38d049b9e232b638bfe,"
                + " 7b2e1f2b5a211f438ec420547831079dbfad3e83361d61c316e65412f68a097e",
        "E8, -, 69a6c4808e7c02234d76e97c4e1072f71314e50f926cea74add9625a3e623b03,"
                + " e470cc6efd39c74361289ca2f99044f6cad1e9a582eb12b903faa73329707429",
        "E9, -, 6dca8d89d8cdb1292a1ee4ac22b372ae05633f498792896e64c71afb8a5af73e,"
                + " c334ce10ba33bc7f84d7ffa0a816fcc80bd2c07afdc3130036d0afeb7aa0229b",
        "E10, 21762b846ea7404661c25eaed730a691d35f2631bd198f5fc1f4cda4ac24b986,"
                + " 501c4227f8d8f187e3466fe9168cdf2401a9126e0d0fcb6a11595f9b64725df7,"
                + " 5c9515ccfbe7ee5c2f18a335b1ae16bf1655b8fd2eecb0026fadd03d81243bff",
        "C1, e631743b44d3d53df33f6f9cceac892f46a1aa8b13fef4b671092458cf1b41f7,"
                + " 66481e54b8d8cf51e67243f6ba4e8262faf33027dff175decd068593fce4a03b,"
                + " 6452f429249ac2145b3204439313c7af1706c0ef7eafbfb7de065117b723f520",
        "C2, d3e0f79b43b1c726478d19ebb522f4975a52d6d07cb68c296b85781a8a7c5f20,"
                + " 489778f7b37f6b530908b3dba62fab914732e0e93931ab284c8ce83f674b2d3d,"
                + " 84f8317aacad16a62d48097b70264a7d23da3b2d7cb8756a48392a86482ca177"
    })
    void equalsTheComputedVectors(String id, String payloadHash, String canonicalHash, String signature) {
        AccessKey key = id.equals("E8")
                ? AccessKey.of("testid", "testsecret", "tok/en+1==")
                : AccessKey.of("testid", "testsecret");
        AckEndpoint endpoint = id.startsWith("C")
                ? AckEndpoint.ofRegion("cn-beijing")
                : AckEndpoint.ens(id.equals("E10") ? "http://127.0.0.1:8080" : "");
        ApiCall call = vector(id);

        SignedRequest request = signer(key, endpoint).sign(call, false);

        String bodyHash = payloadHash.equals("-") ? EMPTY : payloadHash;
        assertEquals(bodyHash, request.headers().get("x-acs-content-sha256"));
        SortedMap<String, String> signed = new TreeMap<>(request.headers());
        signed.keySet().removeAll(List.of("accept", "user-agent", "authorization"));
        assertEquals(
                canonicalHash,
                Acs3Signature.hash(Acs3Signature.canonicalRequest(
                                "POST", call.path(), PercentEncoding.query(call.query()), signed, bodyHash)
                        .getBytes(StandardCharsets.UTF_8)));
        assertEquals(signature, Signer.signature(request));
        String names = (call.body().length > 0 ? "content-type;" : "") + "host;"
                + (id.equals("E8") ? "x-acs-accesskey-id;" : "") + "x-acs-action;x-acs-content-sha256;x-acs-date;"
                + (id.equals("E8") ? "x-acs-security-token;" : "") + "x-acs-signature-nonce;x-acs-version";
        assertTrue(request.headers().get("authorization").contains(",SignedHeaders=" + names + ","));
    }

    @Test
    void encodesAFormByTheRulesOfAUri() {
        ApiCall call =
                ApiCall.form(Product.ENS, "A", Map.of("b", "x y+z*~/=&%", "a", "", "Tag.1.Key", "上海\n\"ß"), List.of());
        assertEquals(
                "Tag.1.Key=%E4%B8%8A%E6%B5%B7%0A%22%C3%9F&a=&b=x%20y%2Bz%2A~%2F%3D%26%25",
                new String(call.body(), StandardCharsets.US_ASCII));
    }

    /**
     * Date and nonce are headers given to the vendor's client, which it lets win over its own. It signs one header more than
     * we do, with the kind of its credentials in it, so its signature is computed again from what it sent: with ours.
     */
    @Test
    void signsAFormAsTheVendorsClientDoes() throws Exception {
        AccessKey key = AccessKey.of("testid", "testsecret");
        String answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
        try (RawServer server = RawServer.answering(answer)) {
            vendorsClient(server, decoded(RUN));
            SignedRequest ours = signer(key, AckEndpoint.ofUrl(server.url())).sign(inForm("RunInstances", RUN), true);
            Awaited<WireAnswer> heard = new Awaited<>();
            new OkHttpWire(new OkHttpClient()).send(ours, heard);
            assertEquals(200, heard.get().status());

            String theirs = server.requests().get(0);
            String sent = server.requests().get(1);
            for (String request : List.of(theirs, sent)) {
                assertTrue(request.startsWith("POST / HTTP/1.1\r\n"), request);
                // The vendor's client has its pairs in the order of a hash table.
                String[] pairs = body(request).split("&");
                Arrays.sort(pairs);
                assertEquals(RUN, String.join("&", pairs));
                assertEquals(
                        header(request, "x-acs-content-sha256"),
                        Acs3Signature.hash(body(request).getBytes(StandardCharsets.US_ASCII)));
            }
            SortedMap<String, String> signed = new TreeMap<>();
            String authorization = header(theirs, "authorization");
            String names = authorization.replaceAll(".*SignedHeaders=|,\\s*Signature=.*", "");
            for (String name : names.split(";")) {
                signed.put(name, header(theirs, name));
            }
            String hash = signed.get("x-acs-content-sha256");
            assertEquals(authorization, Acs3Signature.authorization(key, "POST", "/", "", signed, hash));

            signed.remove("x-acs-credentials-provider");
            signed.put("x-acs-content-sha256", header(sent, "x-acs-content-sha256"));
            for (String name : signed.keySet()) {
                assertEquals(signed.get(name), header(sent, name), name);
            }
            assertEquals(
                    header(sent, "authorization"),
                    Acs3Signature.authorization(key, "POST", "/", "", signed, signed.get("x-acs-content-sha256")));
        }
    }

    private static String body(String request) {
        return request.substring(request.indexOf("\r\n\r\n") + 4);
    }

    private static String header(String request, String name) {
        for (String line : request.split("\r\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith(name + ":")) {
                return line.substring(name.length() + 1).trim();
            }
        }
        return "";
    }

    private static void vendorsClient(RawServer server, SortedMap<String, String> form) throws Exception {
        Config config = new Config()
                .setAccessKeyId("testid")
                .setAccessKeySecret("testsecret")
                .setProtocol("http")
                .setEndpoint("127.0.0.1:" + server.port());
        Params params = new Params()
                .setAction("RunInstances")
                .setVersion("2017-11-10")
                .setProtocol("HTTP")
                .setMethod("POST")
                .setPathname("/")
                .setAuthType("AK")
                .setStyle("RPC")
                .setReqBodyType("formData")
                .setBodyType("json");
        OpenApiRequest request = new OpenApiRequest()
                .setBody(new LinkedHashMap<String, Object>(form))
                .setHeaders(Map.of("x-acs-date", "2026-01-02T03:04:05Z", "x-acs-signature-nonce", NONCE));
        new Client(config).callApi(params, request, new RuntimeOptions());
    }
}
