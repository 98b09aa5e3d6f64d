package io.jenkins.plugins.ackedge.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What whoever lost an answer can find again, and how the listings can make that hard. */
class EnsListingsTest {
    private static final String TAGS = "[{\"Key\":\"jenkins-scaleout\",\"Value\":\"7f3a9c21\"}]";

    private final EnsOrders ens = new EnsOrders();
    private final EnsWorld world = ens.simulator.ens();

    @AfterEach
    void close() {
        ens.close();
    }

    @Test
    void aListingHasTheVendorsFields() throws IOException {
        Map<String, String> form = EnsOrders.sample();
        form.put("DataDisk", "[{\"Size\":20},{\"Size\":30}]");
        ens.order(form);
        ens.pass(2000);
        ObjectNode json = ens.listing(Map.of());
        assertEquals(0, json.get("Code").asInt());
        assertEquals(2, json.get("TotalCount").asInt());
        assertEquals(1, json.get("PageNumber").asInt());
        assertEquals(10, json.get("PageSize").asInt());
        JsonNode machine = json.get("Instances").get("Instance").get(0);
        SimulatedMachine truth = world.machines().get(0);
        assertEquals(truth.id(), machine.get("InstanceId").asText());
        assertEquals("jk-7f3a9c21-n001", machine.get("InstanceName").asText());
        assertEquals("jk-7f3a9c21-n001", machine.get("HostName").asText());
        assertEquals("Running", machine.get("Status").asText());
        assertEquals("2026-01-02T03:04:05Z", machine.get("CreationTime").asText());
        assertEquals("2026-02-01T03:04:05Z", machine.get("ExpiredTime").asText());
        assertEquals("EnsInstance", machine.get("InstanceResourceType").asText());
        assertEquals(40 * 1024, machine.get("SystemDisk").get("Size").asInt());
        assertEquals(
                50 * 1024,
                machine.get("DataDisk").get("DataDisk").get(0).get("Size").asInt());
        assertEquals(
                truth.privateAddress(),
                machine.get("PrivateIpAddresses")
                        .get("PrivateIpAddress")
                        .get(0)
                        .get("Ip")
                        .asText());
        assertEquals(
                truth.publicAddress(),
                machine.get("PublicIpAddresses")
                        .get("PublicIpAddress")
                        .get(0)
                        .get("Ip")
                        .asText());
        assertEquals(
                "7f3a9c21",
                machine.get("Tags").get("Tags").get(0).get("TagValue").asText());
        assertFalse(json.toString().contains(Orders.PASSWORD));
    }

    @Test
    void aPendingMachineHasNoAddressYet() throws IOException {
        ens.order(EnsOrders.sample());
        JsonNode machine =
                ens.listing(Map.of()).get("Instances").get("Instance").get(0);
        assertEquals("Pending", machine.get("Status").asText());
        assertEquals(
                0, machine.get("PrivateIpAddresses").get("PrivateIpAddress").size());
    }

    @Test
    void nothingShowsAMachineBeforeItIsVisible() throws IOException {
        world.setVisibleAfter(Duration.ofMinutes(1));
        SignedCall.Reply reply = ens.order(EnsOrders.sample());
        String id = reply.json().get("InstanceIds").get(0).asText();
        ens.pass(59_999);
        assertEquals(List.of(), ens.names(Map.of()));
        assertEquals(List.of(), ens.names(Map.of("InstanceIds", "[\"" + id + "\"]")));
        assertEquals(List.of(), ens.names(Map.of("Tags", TAGS)));
        assertEquals(List.of(), tagged("").get(0));
        ens.pass(1);
        assertEquals(2, ens.names(Map.of()).size());
        assertEquals(2, ens.names(Map.of("Tags", TAGS)).size());
        assertEquals(1, world.bill().orders(), "billed all along");
    }

    @Test
    void pagesCutTheListing() throws IOException {
        world.addStrangers(EnsOrders.REGION, "jk-", 95);
        ens.order(EnsOrders.sample());
        List<String> all = new ArrayList<>();
        for (int page = 1; page <= 11; page++) {
            List<String> names = ens.names(Map.of("PageNumber", "" + page));
            assertEquals(page < 10 ? 10 : page == 10 ? 7 : 0, names.size());
            all.addAll(names);
        }
        assertEquals(97, new TreeSet<>(all).size());
        assertEquals(97, ens.names(Map.of("PageSize", "100")).size());
    }

    @ParameterizedTest
    @CsvSource({"PageSize, 0", "PageSize, 101", "PageSize, x", "PageNumber, 0", "InstanceIds, x", "InstanceIds, {}"})
    void impossiblePagesAreRefused(String name, String value) throws IOException {
        assertEquals(
                "InvalidParameter." + name,
                ens.send(Operation.DESCRIBE_INSTANCES, Map.of(name, value)).code());
    }

    @Test
    void idsAreAtMostAHundredAndNoneFindsNothing() throws IOException {
        ens.order(EnsOrders.sample());
        SimulatedMachine machine = world.machines().get(1);
        assertEquals(List.of(machine.name()), ens.names(Map.of("InstanceIds", "[\"" + machine.id() + "\",\"i-x\"]")));
        assertEquals(List.of(), ens.names(Map.of("InstanceIds", "[]")));
        String ids = "[" + "\"i-x\",".repeat(100) + "\"i-x\"]";
        assertEquals(
                "InvalidParameter.InstanceIds",
                ens.send(Operation.DESCRIBE_INSTANCES, Map.of("InstanceIds", ids))
                        .code());
    }

    @Test
    void filtersCountTogether() throws IOException {
        world.addStranger(EnsOrders.REGION, "jk-7f3a9c21-nobody", Map.of("jenkins-scaleout", "7f3a9c210"));
        world.addStranger("cn-shanghai-cmcc", "jk-7f3a9c21-n001", Map.of("jenkins-scaleout", "7f3a9c21"));
        ens.order(EnsOrders.sample());
        List<String> ours = List.of("jk-7f3a9c21-n001", "jk-7f3a9c21-n002");
        assertEquals(3, ens.names(Map.of("EnsRegionId", EnsOrders.REGION)).size());
        assertEquals(3, ens.names(Map.of("Tags", TAGS)).size());
        assertEquals(ours, ens.names(Map.of("EnsRegionId", EnsOrders.REGION, "Tags", TAGS)));
        assertEquals(ours, ens.names(Map.of("EnsRegionIds", "[\"" + EnsOrders.REGION + "\",\"x\"]", "Tags", TAGS)));
        assertEquals(
                List.of(ours.get(0)), ens.names(Map.of("EnsRegionId", EnsOrders.REGION, "InstanceName", ours.get(0))));
        assertEquals(4, ens.names(Map.of("SearchKey", "jk-7f3a9c21-n")).size());
        assertEquals(List.of(), ens.names(Map.of("Status", "Running")));
        ens.pass(2000);
        assertEquals(4, ens.names(Map.of("Status", "Running")).size());
        assertEquals(
                "InvalidParameter",
                ens.send(Operation.DESCRIBE_INSTANCES, Map.of("Colour", "red")).code());
    }

    /** Nobody documents which of the two it is. */
    @Test
    void theFilterOfTheNameIsExactOrFuzzy() throws IOException {
        ens.order(EnsOrders.sample());
        Map<String, String> prefix = Map.of("InstanceName", "jk-7f3a9c21-n");
        assertEquals(List.of(), ens.names(prefix));
        world.setNameFilterFuzzy(true);
        assertEquals(2, ens.names(prefix).size());
    }

    @Test
    void theOrderIsTheOneAskedFor() throws IOException {
        world.addStranger(EnsOrders.REGION, "b", Map.of());
        ens.pass(1000);
        world.addStranger(EnsOrders.REGION, "c", Map.of());
        world.addStranger(EnsOrders.REGION, "a", Map.of());
        assertEquals(List.of("c", "a", "b"), ens.names(Map.of("OrderByParams", "{\"CreationTimeSort\":\"desc\"}")));
        assertEquals(
                List.of("a", "c", "b"),
                ens.names(Map.of("OrderByParams", "{\"CreationTimeSort\":\"desc\",\"InstanceNameSort\":\"asc\"}")));
        assertEquals(
                "InvalidParameter.OrderByParams",
                ens.send(Operation.DESCRIBE_INSTANCES, Map.of("OrderByParams", "{\"Beauty\":\"asc\"}"))
                        .code());
    }

    @Test
    void theTotalCanLie() throws IOException {
        ens.order(EnsOrders.sample());
        world.setTotalCount(truth -> 0);
        ObjectNode json = ens.listing(Map.of());
        assertEquals(0, json.get("TotalCount").asInt());
        assertEquals(2, json.get("Instances").get("Instance").size());
    }

    @Test
    void tagsAreReturnedOrNotButAlwaysFiltered() throws IOException {
        ens.order(EnsOrders.sample());
        world.setTagsReturned(false);
        JsonNode list = ens.listing(Map.of("Tags", TAGS)).get("Instances").get("Instance");
        assertEquals(2, list.size());
        assertTrue(list.get(0).get("Tags").get("Tags").isEmpty());
        assertEquals(2, tagged("").get(0).size());
    }

    /** The ids of a page, and its next token as a list of one. */
    private List<List<String>> tagged(String token) throws IOException {
        ObjectNode json = ens.send(
                        Operation.LIST_TAG_RESOURCES,
                        Map.of(
                                "ResourceType",
                                "instance",
                                "Tag.1.Key",
                                "jenkins-scaleout",
                                "Tag.1.Value",
                                "7f3a9c21",
                                "NextToken",
                                token))
                .json();
        return List.of(
                EnsOrders.values(json.get("TagResources"), "ResourceId"),
                List.of(json.get("NextToken").asText()));
    }

    @Test
    void resourcesAreFoundByTheirTagPageByPage() throws IOException {
        world.setTagPageSize(2);
        Map<String, String> form = EnsOrders.sample();
        form.put("Amount", "5");
        ens.order(form);
        world.addStrangers(EnsOrders.REGION, "jk-", 3);
        List<String> found = new ArrayList<>();
        String token = "";
        int pages = 0;
        do {
            List<List<String>> page = tagged(token);
            found.addAll(page.get(0));
            token = page.get(1).get(0);
            pages++;
        } while (!token.isEmpty());
        assertEquals(3, pages);
        assertEquals(world.machines().stream().map(SimulatedMachine::id).toList(), found);
    }

    @Test
    void tagsAreListedByIdToo() throws IOException {
        ens.order(EnsOrders.sample());
        String id = world.machines().get(0).id();
        JsonNode list = ens.send(Operation.LIST_TAG_RESOURCES, Map.of("ResourceType", "instance", "ResourceId.1", id))
                .json()
                .get("TagResources");
        assertEquals(1, list.size());
        assertEquals("jenkins-scaleout", list.get(0).get("TagKey").asText());
        assertEquals("7f3a9c21", list.get(0).get("TagValue").asText());
        assertEquals("instance", list.get(0).get("ResourceType").asText());
    }

    @Test
    void aListOfTagsNeedsSomethingToLookFor() throws IOException {
        assertEquals(
                "MissingParameter",
                ens.send(Operation.LIST_TAG_RESOURCES, Map.of("ResourceType", "instance"))
                        .code());
        assertEquals(
                "MissingParameter",
                ens.send(Operation.LIST_TAG_RESOURCES, Map.of("Tag.1.Key", "k")).code());
        assertEquals(
                "InvalidParameter.NextToken",
                ens.send(
                                Operation.LIST_TAG_RESOURCES,
                                Map.of("ResourceType", "instance", "Tag.1.Key", "k", "NextToken", "x"))
                        .code());
    }
}
