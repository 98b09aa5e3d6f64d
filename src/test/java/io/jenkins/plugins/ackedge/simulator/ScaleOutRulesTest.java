package io.jenkins.plugins.ackedge.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of the vendor's page, each rule on both sides of each bound, over real HTTP. */
class ScaleOutRulesTest {
    private static final AckSimulator SIMULATOR =
            AckSimulator.builder().busyWhileScaling(false).start();

    private int before;

    @BeforeEach
    void count() {
        before = SIMULATOR.ledger().orders();
    }

    @AfterAll
    static void close() {
        SIMULATOR.close();
    }

    @Test
    void theVendorsSampleIsTaken() throws IOException {
        taken(Orders.sample());
    }

    @Test
    void whatIsOptionalMayBeLeftOut() throws IOException {
        ObjectNode order = Orders.sample();
        order.remove("timeout_mins");
        order.remove("worker_auto_renew");
        order.remove("worker_auto_renew_period");
        order.remove("worker_data_disk_size");
        taken(order);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "count",
                "worker_instance_type",
                "ens_region_id",
                "worker_image_id",
                "ens_internet_charge_type",
                "worker_period",
                "login_password",
                "worker_system_disk_size",
                "is_edge_worker"
            })
    void whatIsRequiredMayNot(String name) throws IOException {
        ObjectNode order = Orders.sample();
        order.remove(name);
        refused(name, order);
    }

    @ParameterizedTest
    @CsvSource({
        "count, 1",
        "count, 100",
        "worker_period, 1",
        "worker_period, 2",
        "worker_period, 3",
        "worker_period, 6",
        "worker_period, 12",
        "worker_period, 24",
        "worker_period, 36",
        "worker_period, 48",
        "worker_period, 60",
        "worker_system_disk_size, 20",
        "worker_system_disk_size, 100",
        "worker_data_disk_size, 0",
        "worker_data_disk_size, 20",
        "worker_data_disk_size, 200",
        "worker_auto_renew_period, 1",
        "worker_auto_renew_period, 12",
        "timeout_mins, 1"
    })
    void aNumberInsideItsBoundsIsTaken(String name, long value) throws IOException {
        taken(Orders.sample().put(name, value));
    }

    @ParameterizedTest
    @CsvSource({
        "count, 0",
        "count, -1",
        "worker_period, 0",
        "worker_period, 4",
        "worker_period, 5",
        "worker_period, 7",
        "worker_period, 13",
        "worker_period, 59",
        "worker_period, 61",
        "worker_system_disk_size, 10",
        "worker_system_disk_size, 19",
        "worker_system_disk_size, 25",
        "worker_system_disk_size, 101",
        "worker_system_disk_size, 110",
        "worker_system_disk_size, 0",
        "worker_data_disk_size, 10",
        "worker_data_disk_size, 25",
        "worker_data_disk_size, 201",
        "worker_data_disk_size, 210",
        "worker_data_disk_size, -10",
        "worker_auto_renew_period, 0",
        "worker_auto_renew_period, 13",
        "timeout_mins, 0"
    })
    void aNumberOutsideItsBoundsIsRefused(String name, long value) throws IOException {
        refused(name, Orders.sample().put(name, value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "count",
                "worker_period",
                "worker_system_disk_size",
                "worker_data_disk_size",
                "worker_auto_renew_period",
                "timeout_mins"
            })
    void aNumberIsNeitherATextNorAFractionNorNull(String name) throws IOException {
        refused(name, Orders.sample().put(name, "20"));
        refused(name, Orders.sample().put(name, 20.5));
        refused(name, Orders.sample().putNull(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"worker_instance_type", "ens_region_id", "worker_image_id"})
    void aTextMustBeOne(String name) throws IOException {
        refused(name, Orders.sample().put(name, " "));
        refused(name, Orders.sample().put(name, 1));
    }

    @Test
    void theChargeTypeIsOneOfTwo() throws IOException {
        taken(Orders.sample().put("ens_internet_charge_type", "95BandwidthByMonth"));
        refused("ens_internet_charge_type", Orders.sample().put("ens_internet_charge_type", "bandwidthbyday"));
        refused("ens_internet_charge_type", Orders.sample().put("ens_internet_charge_type", "PayByBandwidth"));
    }

    /** The table's capital I is a misprint (fact sheet, section 1). */
    @Test
    void theChargeTypesNameIsAllSmallLetters() throws IOException {
        ObjectNode order = Orders.sample().put("ens_Internet_charge_type", "BandwidthByDay");
        order.remove("ens_internet_charge_type");
        refused("ens_internet_charge_type", order);
    }

    @Test
    void nodesMustBeEdgeWorkers() throws IOException {
        refused("is_edge_worker", Orders.sample().put("is_edge_worker", false));
        refused("is_edge_worker", Orders.sample().put("is_edge_worker", "true"));
    }

    @Test
    void theRenewalsPeriodIsRequiredIfThereIsRenewal() throws IOException {
        ObjectNode order = Orders.sample();
        order.remove("worker_auto_renew_period");
        refused("worker_auto_renew_period", order);
        taken(order.put("worker_auto_renew", false));
        refused("worker_auto_renew", Orders.sample().put("worker_auto_renew", "true"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Abcdef12", "Abcdefghijklmnopqrstuvwxyz1234", "abcdef1!", "ABCDEF1!", "Abcdefg!", "ABCDefg1"})
    void aPasswordOfThreeKindsAndEightToThirtyCharactersIsTaken(String password) throws IOException {
        taken(Orders.sample().put("login_password", password));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Abcde12",
                "Abcdefghijklmnopqrstuvwxyz12345",
                "abcdefgh1",
                "ABCDEFGH!",
                "12345678!",
                "Abcdefgh",
                "Abc def 12",
                "Äbcdefgh12"
            })
    void anyOtherPasswordIsRefused(String password) throws IOException {
        refused("login_password", Orders.sample().put("login_password", password));
    }

    @Test
    void aKeyPairStandsInForThePassword() throws IOException {
        ObjectNode order = Orders.sample().put("key_pair", "my-key");
        refused("login_password or key_pair", order);
        order.remove("login_password");
        taken(order);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "1", "{", "{\"count\":1}}", "{\"count\":1,\"count\":2}"})
    void aBodyThatIsNoJsonObjectIsRefused(String body) throws IOException {
        SignedCall.Reply reply = call().json(body).send();
        assertEquals(400, reply.status());
        assertEquals("InvalidParameter", reply.code());
        assertEquals(before, SIMULATOR.ledger().orders());
    }

    /** aliyun-openapi-python-sdk issue 121. */
    @Test
    void aBodyThatIsNotAnnouncedAsJsonGetsAPlainText() throws IOException {
        for (SignedCall call : new SignedCall[] {call(), call().header("content-type", "text/plain")}) {
            SignedCall.Reply reply = call.body(Json.write(Orders.sample())).send();
            assertEquals(500, reply.status());
            assertEquals("code=415, message=Unsupported Media Type", reply.body());
        }
        assertEquals(before, SIMULATOR.ledger().orders());
    }

    @Test
    void theAnnouncementMayNameACharset() throws IOException {
        SignedCall.Reply reply = call().header("content-type", "application/json; charset=utf-8")
                .body(Json.write(Orders.sample()))
                .send();
        assertEquals(200, reply.status());
    }

    private static SignedCall call() {
        return SignedCall.of(SIMULATOR, Operation.SCALE_OUT_CLUSTER, "/api/v2/clusters/" + Orders.CLUSTER);
    }

    private void taken(ObjectNode order) throws IOException {
        int orders = SIMULATOR.ledger().orders();
        SignedCall.Reply reply =
                SignedCall.order(SIMULATOR, Orders.CLUSTER, order).send();
        assertEquals(200, reply.status(), reply.body());
        assertEquals(orders + 1, SIMULATOR.ledger().orders());
    }

    private void refused(String name, ObjectNode order) throws IOException {
        int orders = SIMULATOR.ledger().orders();
        SignedCall.Reply reply =
                SignedCall.order(SIMULATOR, Orders.CLUSTER, order).send();
        assertEquals(400, reply.status(), reply.body());
        assertEquals("InvalidParameter", reply.code());
        assertTrue(reply.text("message").contains(name), reply.body());
        if (order.has("login_password")) {
            assertFalse(reply.body().contains(order.get("login_password").asText()));
        }
        assertEquals(orders, SIMULATOR.ledger().orders());
    }
}
