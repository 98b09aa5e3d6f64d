package io.jenkins.plugins.ackedge.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From the order to the node that is ready, and all that may come between. */
class EnsLifeTest {
    private final EnsOrders ens = new EnsOrders();
    private final EnsWorld world = ens.simulator.ens();

    @AfterEach
    void close() {
        ens.close();
    }

    @Test
    void anOrderIsAnsweredWithTheIdsAndIsOnTheBill() throws IOException {
        Map<String, String> form = EnsOrders.sample();
        form.put("Period", "3");
        SignedCall.Reply reply = ens.order(form);
        assertEquals(
                List.of("InstanceIds", "OrderId", "RequestId"),
                reply.json().propertyStream().map(Map.Entry::getKey).toList());
        EnsBillEntry entry = world.bill().entries().get(0);
        assertEquals(reply.text("OrderId"), entry.orderId());
        assertEquals(reply.text("RequestId"), entry.requestId());
        assertEquals(
                reply.json().get("InstanceIds").get(1).asText(),
                entry.instanceIds().get(1));
        assertEquals(List.of("jk-7f3a9c21-n001", "jk-7f3a9c21-n002"), entry.names());
        assertEquals(Map.of("jenkins-scaleout", "7f3a9c21"), entry.tags());
        assertEquals(EnsOrders.REGION, entry.region());
        assertEquals("PrePaid", entry.chargeType());
        assertEquals(new BigDecimal("600.00"), entry.price());
        assertEquals(List.of(), entry.released());
        assertEquals(1, world.bill().orders());
        assertEquals(2, world.bill().machines());
        assertEquals(new BigDecimal("600.00"), world.bill().total());
        assertEquals(0, ens.simulator.ledger().orders(), "ACK bought nothing");
    }

    @Test
    void machinesBecomeNodesThatAreReady() throws IOException {
        SimulatedMachine machine = ens.orderedToJoin().get(0);
        assertEquals("Pending", machine.status());
        ens.pass(1000);
        assertEquals("Starting", machine.status());
        ens.pass(1000);
        assertEquals("Running", machine.status());
        assertNull(machine.nodeStatus());
        assertEquals(0, ens.nodes().size());
        ens.pass(1000);
        assertEquals("NotReady", machine.nodeStatus());
        assertEquals(List.of("NotReady", "NotReady"), EnsOrders.values(ens.nodes(), "node_status"));
        ens.pass(1000);
        assertTrue(machine.ready());
        assertEquals(List.of("Ready", "Ready"), EnsOrders.values(ens.nodes(), "node_status"));
        assertEquals(2, ens.simulator.cluster(Orders.CLUSTER).nodeCount());
    }

    @Test
    void eachStageHasADurationOfItsOwn() throws IOException {
        world.setPending(Duration.ofSeconds(10));
        world.setStarting(Duration.ofSeconds(20));
        world.setJoiningTakes(Duration.ofSeconds(30));
        world.setGettingReady(Duration.ofSeconds(40));
        SimulatedMachine machine = ens.orderedToJoin().get(0);
        ens.pass(29_999);
        assertEquals("Starting", machine.status());
        ens.pass(30_001);
        assertEquals("NotReady", machine.nodeStatus());
        ens.pass(40_000);
        assertEquals("Ready", machine.nodeStatus());
    }

    @Test
    void thePoolCountsItsNodes() throws IOException {
        ens.orderedToJoin();
        assertEquals(0, pool().get("status").get("total_nodes").asInt());
        ens.pass(3000);
        JsonNode status = pool().get("status");
        assertEquals(2, status.get("total_nodes").asInt());
        assertEquals(2, status.get("initial_nodes").asInt());
        ens.pass(1000);
        world.machines().get(0).status("Stopped");
        status = pool().get("status");
        assertEquals(1, status.get("healthy_nodes").asInt());
        assertEquals(1, status.get("offline_nodes").asInt());
        assertEquals("edge", pool().get("nodepool_info").get("type").asText());
        assertEquals("active", status.get("state").asText());
        ens.simulator.cluster(Orders.CLUSTER).nodePool(EnsOrders.POOL).state("updating");
        assertEquals("updating", pool().get("status").get("state").asText());
    }

    private ObjectNode pool() throws IOException {
        return SignedCall.of(
                        ens.simulator,
                        Operation.DESCRIBE_CLUSTER_NODE_POOL_DETAIL,
                        "/clusters/" + Orders.CLUSTER + "/nodepools/" + EnsOrders.POOL)
                .at(ens.clock.get())
                .send()
                .json();
    }

    private SimulatedMachine orderedWith(String userData) throws IOException {
        Map<String, String> form = EnsOrders.sample();
        form.put("Amount", "1");
        if (userData != null) {
            form.put("UserData", EnsOrders.base64(userData));
        }
        ens.order(form);
        return world.machines().get(world.machines().size() - 1);
    }

    @Test
    void whatIsNotTheScriptByteForByteMakesNoNode() throws IOException {
        String script = ens.script();
        List<SimulatedMachine> strangers = List.of(
                orderedWith(null),
                orderedWith("#!/bin/bash\necho hello"),
                orderedWith("#!/bin/bash\n" + script.replace("\"", "\\\"")),
                orderedWith("#!/bin/bash\n" + script.substring(0, script.length() - 1)),
                orderedWith("#!/bin/bash\n" + script.replace("--openapi-token=jt", "--openapi-token=xx")));
        SimulatedMachine good = orderedWith("#!/bin/bash\ncd /root\n" + script + "\nrm -f /var/log/edgeadm.log\n");
        ens.pass(3_600_000 - 1);
        assertTrue(good.ready());
        strangers.forEach(machine -> assertNull(machine.nodeStatus(), machine.toString()));
    }

    @Test
    void aScriptThatExpiredBeforeTheMachineRanMakesNoNode() throws IOException {
        world.setPending(Duration.ofMinutes(61));
        SimulatedMachine late = ens.orderedToJoin().get(0);
        ens.pass(2 * 3_600_000);
        assertEquals("Running", late.status());
        assertNull(late.nodeStatus());
    }

    @Test
    void aPoolOfCloudMachinesAndAMachineThatIsTooSmallDoNotFit() throws IOException {
        ens.simulator.cluster(Orders.CLUSTER).nodePool(EnsOrders.POOL).type("ess");
        SimulatedMachine inCloud = ens.orderedToJoin().get(0);
        ens.pass(10_000);
        assertNull(inCloud.nodeStatus());
        ens.simulator.cluster(Orders.CLUSTER).nodePool(EnsOrders.POOL).type("edge");
        Map<String, String> small = EnsOrders.sample();
        small.put("InstanceType", "ens.sn1.stiny");
        small.put("UserData", EnsOrders.base64("#!/bin/bash\n" + ens.script()));
        SignedCall.Reply reply = ens.order(small);
        ens.pass(10_000);
        String id = reply.json().get("InstanceIds").get(0).asText();
        assertNull(world.machine(id).nodeStatus());
        assertEquals("InvalidParameter.InstanceId", ens.attach(id, ens.script()).code());
    }

    @Test
    void aScriptThatAsksQuestionsWaitsForEver() throws IOException {
        ens.scriptReply(Json.object().put("quiet", false));
        SimulatedMachine machine =
                orderedWith("#!/bin/bash\n" + world.joinScripts().get(0));
        ens.pass(10_000);
        assertNull(machine.nodeStatus());
    }

    @Test
    void aTokenForOneTimeServesOneMachine() throws IOException {
        ens.scriptReply("{\"nodepool_id\":\"np1\",\"arch\":\"amd64\",\"options\":\"{}\",\"one_time_token\":true}");
        Map<String, String> form = EnsOrders.sample();
        form.put(
                "UserData",
                EnsOrders.base64("#!/bin/bash\n" + world.joinScripts().get(0)));
        ens.order(form);
        ens.pass(10_000);
        assertEquals(
                1, world.machines().stream().filter(SimulatedMachine::ready).count());
    }

    @Test
    void someMachinesNeverJoinAndSomeAfterARepairOnly() throws IOException {
        world.setJoining(i -> i == 0 ? Joining.NEVER : Joining.AFTER_ATTACH);
        List<SimulatedMachine> machines = ens.orderedToJoin();
        ens.pass(60_000);
        assertEquals(0, ens.nodes().size());
        String script = ens.script();
        for (SimulatedMachine machine : machines) {
            SignedCall.Reply reply = ens.attach(machine.id(), script);
            assertEquals(
                    List.of("RequestId"),
                    reply.json().propertyStream().map(Map.Entry::getKey).toList());
            assertEquals("Starting", machine.status(), "it restarts");
        }
        ens.pass(1000);
        assertEquals("Running", machines.get(1).status());
        ens.pass(1000);
        assertEquals("NotReady", machines.get(1).nodeStatus());
        ens.pass(1000);
        assertEquals("Ready", machines.get(1).nodeStatus());
        assertNull(machines.get(0).nodeStatus());
        assertEquals(1, machines.get(0).attaches());
    }

    @Test
    void whatIsAttachedMustBeTheScriptAndNothingElse() throws IOException {
        world.setJoining(Joining.AFTER_ATTACH);
        List<SimulatedMachine> machines = ens.orderedToJoin();
        ens.pass(60_000);
        String script = ens.script();
        assertEquals(
                200, ens.attach(machines.get(0).id(), "#!/bin/bash\n" + script).status(), "taken like anything");
        ens.attach(machines.get(1).id(), script);
        ens.pass(60_000);
        assertNull(machines.get(0).nodeStatus());
        assertTrue(machines.get(1).ready());
    }

    @Test
    void attachingRestartsANodeThatWasReady() throws IOException {
        SimulatedMachine machine = ens.orderedToJoin().get(0);
        ens.pass(4000);
        assertTrue(machine.ready());
        ens.attach(machine.id(), ens.script());
        assertEquals("Starting", machine.status());
        assertEquals("NotReady", machine.nodeStatus());
        ens.pass(3000);
        assertTrue(machine.ready());
    }

    @Test
    void onlyAMachineThatRunsCanBeAttached() throws IOException {
        SimulatedMachine machine = ens.orderedToJoin().get(0);
        String script = ens.script();
        assertEquals("IncorrectInstanceStatus", ens.attach(machine.id(), script).code());
        assertEquals("InstanceIdNotFound", ens.attach("i-none", script).code());
        ens.pass(60_000);
        assertEquals(
                "InvalidParameter.Scripts",
                ens.send(Operation.ATTACH_ENS_INSTANCES, Map.of("InstanceId", machine.id(), "Scripts", "a b"))
                        .code());
        assertEquals(
                "MissingParameter",
                ens.send(Operation.ATTACH_ENS_INSTANCES, Map.of("InstanceId", machine.id()))
                        .code());
        assertEquals(0, machine.attaches());
    }

    @Test
    void aMachineThatStopsDoesNotJoinAndItsNodeGoesOffline() throws IOException {
        List<SimulatedMachine> machines = ens.orderedToJoin();
        machines.get(0).status("Stopped");
        ens.pass(60_000);
        machines.get(1).status("Expired");
        assertNull(machines.get(0).nodeStatus());
        assertEquals("Offline", machines.get(1).nodeStatus());
        assertEquals(
                List.of("Stopped", "Expired"),
                EnsOrders.values(ens.listing(Map.of()).get("Instances").get("Instance"), "Status"));
        machines.get(1).status(null);
        assertEquals("Ready", machines.get(1).nodeStatus());
    }

    @Test
    void whatIsPaidByUseCanBeReleasedOnce() throws IOException {
        ens.order(EnsOrders.paidByUse());
        SimulatedMachine machine = world.machines().get(0);
        assertEquals(200, release(machine.id()).status());
        assertEquals("Releasing", machine.status());
        assertEquals("InstanceIdNotFound", release(machine.id()).code());
        assertEquals("InstanceIdNotFound", release("i-none").code());
        assertEquals(List.of(machine.id()), world.bill().entries().get(0).released());
        assertEquals(2, world.bill().machines());
        assertEquals(1, world.bill().machinesKept());
        assertEquals(2, ens.listing(Map.of()).get("TotalCount").asInt());
        ens.pass(10_000);
        assertEquals(1, ens.listing(Map.of()).get("TotalCount").asInt());
    }

    @Test
    void aSubscriptionAndWhatIsProtectedAreNotReleased() throws IOException {
        ens.order(EnsOrders.sample());
        Map<String, String> form = EnsOrders.paidByUse();
        form.put("DeletionProtection", "true");
        ens.order(form);
        assertEquals(
                "InvalidParameter.InstanceId",
                release(world.machines().get(0).id()).code());
        assertEquals(
                "InvalidOperation.DeletionProtection",
                release(world.machines().get(2).id()).code());
        assertEquals(4, world.bill().machinesKept());
    }

    private SignedCall.Reply release(String id) throws IOException {
        return ens.send(Operation.RELEASE_POST_PAID_INSTANCE, Map.of("InstanceId", id));
    }

    @ParameterizedTest
    @EnumSource
    void aNodeIsRecognisedByItsIdItsNameOrItsAddress(NodeIdentity identity) throws IOException {
        world.setNodeIdentity(identity);
        SimulatedMachine machine = ens.orderedToJoin().get(0);
        ens.pass(4000);
        JsonNode node = ens.nodes().get(0);
        String name = node.get("host_name").asText();
        assertEquals(machine.privateAddress(), node.get("ip_address").get(0).asText());
        assertEquals(machine.publicAddress(), node.get("ip_address").get(1).asText());
        assertEquals(identity == NodeIdentity.ADDRESS, !name.equals(machine.hostName()));
        assertEquals(name, node.get("node_name").asText());
        String expected =
                switch (identity) {
                    case INSTANCE_ID -> machine.id();
                    case HOST_NAME -> machine.hostName();
                    case ADDRESS -> "";
                };
        assertEquals(expected, node.get("instance_id").asText());
    }

    @Test
    void nodesAreFilteredByNamesAddressesAndLabels() throws IOException {
        ens.scriptReply((ObjectNode) Json.read("{\"labels\":{\"jenkins.io/scaleout-op\":\"7f3a\"}}"));
        SimulatedMachine labelled =
                orderedWith("#!/bin/bash\n" + world.joinScripts().get(0));
        SimulatedMachine other = ens.orderedToJoin().get(1);
        ens.pass(4000);
        assertEquals(3, ens.nodes().size());
        assertEquals(1, ens.nodes("nodeLabels", "jenkins.io/scaleout-op=7f3a").size());
        assertEquals(0, ens.nodes("nodeLabels", "jenkins.io/scaleout-op=x").size());
        assertEquals(1, ens.nodes("nodeIps", other.privateAddress()).size());
        assertEquals(2, ens.nodes("nodeNames", labelled.hostName()).size(), "names are not unique");
        assertEquals(1, ens.nodes("pageSize", "2", "pageNumber", "2").size());
        assertEquals(0, ens.nodes("nodepool_id", "np2").size());
    }

    @Test
    void theOverrideOfTheNameIsTheNodesName() throws IOException {
        ens.scriptReply(Json.object().put("nodeNameOverride", "*.edge"));
        orderedWith("#!/bin/bash\n" + world.joinScripts().get(0));
        ens.pass(4000);
        assertTrue(ens.nodes().get(0).get("node_name").asText().matches("[0-9a-f]{6}\\.edge"));
    }

    @Test
    void namesComeWithoutASuffixWhereTheVendorForgetsIt() throws IOException {
        world.setSuffixes(false);
        ens.order(EnsOrders.sample());
        assertEquals(
                List.of("jk-7f3a9c21-n", "jk-7f3a9c21-n"),
                world.bill().entries().get(0).names());
    }

    @Test
    void aNameThatIsNotGivenIsTheId() throws IOException {
        Map<String, String> form = EnsOrders.sample();
        form.remove("InstanceName");
        form.remove("HostName");
        ens.order(form);
        SimulatedMachine machine = world.machines().get(0);
        assertEquals(machine.id(), machine.name());
    }

    @Test
    void eachMachineHasAddressesOfItsOwnAndAPublicOneWhereItHasBandwidth() throws IOException {
        Map<String, String> form = EnsOrders.sample();
        form.put("Amount", "100");
        ens.order(form);
        form.put("InternetMaxBandwidthOut", "0");
        ens.order(form);
        List<SimulatedMachine> machines = world.machines();
        assertEquals(
                200,
                machines.stream()
                        .map(SimulatedMachine::privateAddress)
                        .distinct()
                        .count());
        assertNull(machines.get(100).publicAddress());
        assertFalse(machines.get(0).publicAddress().isEmpty());
        assertNotEquals(machines.get(0).publicAddress(), machines.get(1).publicAddress());
    }
}
