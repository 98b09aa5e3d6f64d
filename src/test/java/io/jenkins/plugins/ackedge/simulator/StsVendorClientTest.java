package io.jenkins.plugins.ackedge.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.aliyun.tea.TeaException;
import com.aliyun.teaopenapi.Client;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teaopenapi.models.OpenApiRequest;
import com.aliyun.teaopenapi.models.Params;
import com.aliyun.teautil.models.RuntimeOptions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vendor's own client (com.aliyun:tea-openapi) assumes a role, and uses its key until it ends. */
class StsVendorClientTest {
    private final AtomicLong ahead = new AtomicLong();
    private final AckSimulator simulator = AckSimulator.builder()
            .clock(() -> System.currentTimeMillis() + ahead.get())
            .checkTimestamps(false)
            .start();

    @AfterEach
    void close() {
        simulator.close();
    }

    private static Map<String, String> role(String... changes) {
        Map<String, String> parameters = new TreeMap<>(
                Map.of("RoleArn", SimulatedSts.ROLE, "RoleSessionName", "job-7", "DurationSeconds", "900"));
        for (int i = 0; i < changes.length; i += 2) {
            parameters.put(changes[i], changes[i + 1]);
        }
        return parameters;
    }

    private Map<?, ?> assumeRole(Map<String, String> parameters, boolean inForm) throws Exception {
        OpenApiRequest request = new OpenApiRequest();
        if (inForm) {
            request.setBody(parameters);
        } else {
            request.setQuery(parameters);
        }
        Params params =
                params("AssumeRole", "2015-04-01", "POST", "/").setStyle("RPC").setReqBodyType("formData");
        Map<?, ?> body = (Map<?, ?>) new Client(config("testid", "testsecret"))
                .callApi(params, request, new RuntimeOptions())
                .get("body");
        return (Map<?, ?>) body.get("Credentials");
    }

    private void describe(Map<?, ?> key) throws Exception {
        Config config = config((String) key.get("AccessKeyId"), (String) key.get("AccessKeySecret"))
                .setSecurityToken((String) key.get("SecurityToken"));
        Params params = params("DescribeClusterDetail", "2015-12-15", "GET", "/clusters/" + Orders.CLUSTER)
                .setStyle("ROA")
                .setReqBodyType("json");
        new Client(config).callApi(params, new OpenApiRequest(), new RuntimeOptions());
    }

    private Config config(String id, String secret) {
        return new Config()
                .setAccessKeyId(id)
                .setAccessKeySecret(secret)
                .setProtocol("http")
                .setEndpoint("127.0.0.1:" + simulator.port());
    }

    private static Params params(String action, String version, String method, String path) {
        return new Params()
                .setAction(action)
                .setVersion(version)
                .setProtocol("HTTP")
                .setMethod(method)
                .setPathname(path)
                .setAuthType("AK")
                .setBodyType("json");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keyServesUntilItEnds(boolean inForm) throws Exception {
        Map<?, ?> key = assumeRole(role(), inForm);
        assertTrue(((String) key.get("Expiration")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"));
        assertEquals(List.of("job-7"), simulator.sts().sessions());

        ahead.addAndGet(890_000);
        describe(key);
        ahead.addAndGet(10_000);
        TeaException ended = assertThrows(TeaException.class, () -> describe(key));
        assertEquals("InvalidSecurityToken.Expired", ended.getCode());
    }

    @Test
    void tokenThatNobodyGave() {
        TeaException unknown = assertThrows(
                TeaException.class,
                () -> describe(Map.of("AccessKeyId", "STS.x", "AccessKeySecret", "x", "SecurityToken", "x")));
        assertEquals("InvalidSecurityToken.MalFormed", unknown.getCode());
    }

    @Test
    void tokenOfAnotherKey() throws Exception {
        Map<String, Object> mixed = new TreeMap<>();
        assumeRole(role(), true).forEach((name, value) -> mixed.put((String) name, value));
        mixed.put("SecurityToken", assumeRole(role(), true).get("SecurityToken"));
        TeaException mismatch = assertThrows(TeaException.class, () -> describe(mixed));
        assertEquals("InvalidSecurityToken.MismatchWithAccessKey", mismatch.getCode());
    }

    @ParameterizedTest
    @CsvSource({
        "RoleArn, acs:ram::1234567890123456:role/unknown, EntityNotExist.Role",
        "RoleArn, somebody, InvalidParameter.RoleArn",
        "RoleArn, '', MissingParameter.RoleArn",
        "RoleSessionName, '', MissingParameter.RoleSessionName",
        "RoleSessionName, a, InvalidParameter.RoleSessionName",
        "RoleSessionName, a b, InvalidParameter.RoleSessionName",
        "DurationSeconds, 899, InvalidParameter.DurationSeconds",
        "DurationSeconds, 3601, InvalidParameter.DurationSeconds",
        "DurationSeconds, x, InvalidParameter.DurationSeconds",
        "Duration, 900, InvalidParameter.Duration"
    })
    void whatIsRefused(String name, String value, String code) {
        TeaException refused = assertThrows(TeaException.class, () -> assumeRole(role(name, value), true));
        assertEquals(code, refused.getCode());
        assertEquals(0, simulator.sts().keysGiven());
    }

    @Test
    void rolesOfOthers() throws Exception {
        simulator.sts().role(SimulatedSts.ROLE, "agreed", 43_200);
        assertEquals(
                "NoPermission",
                assertThrows(TeaException.class, () -> assumeRole(role(), true)).getCode());
        assumeRole(role("ExternalId", "agreed", "DurationSeconds", "43200"), true);
        simulator.sts().forbid("testid");
        TeaException root = assertThrows(TeaException.class, () -> assumeRole(role("ExternalId", "agreed"), true));
        assertEquals("NoPermission", root.getCode());
    }
}
