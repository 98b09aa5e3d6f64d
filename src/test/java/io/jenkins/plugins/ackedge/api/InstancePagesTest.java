package io.jenkins.plugins.ackedge.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All pages of DescribeInstances and ListTagResources, from servers that count well, badly or not at all. */
class InstancePagesTest {
    private static String row(int number) {
        return "{\"InstanceId\":\"i-" + number + "\",\"InstanceName\":\"jk-" + number + "\",\"Status\":\"Running\"}";
    }

    private static String rows(int from, int to) {
        return IntStream.range(from, to).mapToObj(InstancePagesTest::row).collect(Collectors.joining(",", "[", "]"));
    }

    private static MockResponse page(String rows, String total) {
        return EnsServer.answer(
                200,
                "{\"Code\":0," + (total.isEmpty() ? "" : "\"TotalCount\":" + total + ",")
                        + "\"Instances\":{\"Instance\":" + rows + "}}");
    }

    /** Pages of 100 out of so many machines. */
    private static Function<EnsServer.Asked, MockResponse> paged(int machines, String total) {
        return asked -> {
            int from = Math.min(machines, 100 * (Integer.parseInt(asked.form().get("PageNumber")) - 1));
            return page(rows(from, Math.min(machines, from + 100)), total);
        };
    }

    private static EnsListing region(EnsServer server) throws Exception {
        return Awaited.value(then -> server.ens().describeInstances("cn-beijing-cmcc-2", then));
    }

    @ParameterizedTest(name = "{0} machines, the server says {1}")
    @CsvSource({
        "0, 0",
        "0, ''",
        "1, 1",
        "100, 100",
        "100, ''",
        "101, 101",
        "101, ''",
        "101, 0",
        "101, 100",
        "101, 9999",
        "101, '\"many\"'",
        "250, -1"
    })
    void findsAllWhateverTheServerCounts(int machines, String total) throws Exception {
        try (EnsServer server = new EnsServer(paged(machines, total))) {
            EnsListing listing = region(server);
            assertEquals(machines, listing.instances().size());
            assertEquals(!"9999".equals(total), listing.complete(), "there may be more");
            assertEquals(
                    Map.of(
                            "EnsRegionId",
                            "cn-beijing-cmcc-2",
                            "OrderByParams",
                            "{\"CreationTimeSort\":\"desc\"}",
                            "PageNumber",
                            "1",
                            "PageSize",
                            "100"),
                    server.form(0));
        }
    }

    @Test
    void endsAfterFortyPages() throws Exception {
        try (EnsServer server = new EnsServer(paged(1_000_000, ""))) {
            EnsListing listing = region(server);
            assertEquals(40, server.asked().size());
            assertEquals(4000, listing.instances().size());
            assertFalse(listing.complete());
        }
    }

    @Test
    void endsAfterTenThousandRows() throws Exception {
        List<Integer> pages = new ArrayList<>();
        try (EnsServer server = new EnsServer(asked -> {
            pages.add(1);
            return page(rows(6000 * pages.size(), 6000 * pages.size() + 6000), "");
        })) {
            EnsListing listing = region(server);
            assertEquals(10_000, listing.instances().size());
            assertEquals(2, server.asked().size());
            assertFalse(listing.complete());
        }
    }

    @ParameterizedTest(name = "{0} rows each time, the server says {1}: {2}")
    @CsvSource({"7, 7, true", "7, '', true", "7, 8, false", "100, 100, true", "100, '', false", "100, 1, false"})
    void knowsAServerThatRepeatsItsPage(int rows, String total, boolean complete) throws Exception {
        try (EnsServer server = new EnsServer(asked -> page(rows(0, rows), total))) {
            EnsListing listing = region(server);
            assertEquals(2, server.asked().size());
            assertEquals(rows, listing.instances().size());
            assertEquals(complete, listing.complete());
        }
    }

    /** A new machine comes in front, so that the last one of a page is on the next one again. */
    @Test
    void takesAMachineThatMovesToTheNextPageOnce() throws Exception {
        try (EnsServer server = new EnsServer(asked -> switch (asked.form().get("PageNumber")) {
            case "1" -> page(rows(0, 100), "150");
            case "2" -> page(rows(99, 150), "151");
            default -> page("[]", "151");
        })) {
            EnsListing listing = region(server);
            assertEquals(150, listing.instances().size());
            assertEquals("i-149", listing.instances().get(149).instanceId());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'Code':0,'TotalCount':0,'Instances':{'Instance':[]}} | true",
                "{'TotalCount':0,'Instances':{}} | true",
                "{'Instances':{'Instance':null}} | true",
                "{'TotalCount':3,'Instances':{'Instance':[]}} | false",
                "{'TotalCount':3,'Instances':{}} | false",
                "{} | false",
                "{'Instances':[]} | false",
                "{'Instances':{'Instance':{}}} | false",
                "{'Instances':{'Instance':'none'}} | false",
                "{'Instances':{'Instance':[{}]}} | false",
                "{'Instances':{'Instance':[{'InstanceId':7}]}} | false",
                "{'Instances':{'Instance':[{'InstanceId':'../x'}]}} | false",
                "{'Instances':{'Instance':[{'InstanceId':'testsecret'}]}} | false",
                "{'Instances':{'Instance':[null,3,'x',[]]}} | true"
            })
    void knowsWhetherItHasSeenAll(String body, boolean complete) throws Exception {
        try (EnsServer server = EnsServer.answering(200, body.replace('\'', '"'))) {
            EnsListing listing = region(server);
            assertEquals(List.of(), listing.instances());
            assertEquals(complete, listing.complete());
        }
    }

    @Test
    void aPageThatFailsFailsTheWhole() throws Exception {
        for (String bad : List.of("{\"Code\":7,\"Message\":\"no\"}", "[]", "{\"Instances\":{\"Instance\":[")) {
            try (EnsServer server =
                    new EnsServer(asked -> asked.form().get("PageNumber").equals("2")
                            ? EnsServer.answer(200, bad)
                            : paged(150, "").apply(asked))) {
                AckFault fault =
                        Awaited.<EnsListing>fault(then -> server.ens().describeInstances("cn-beijing-cmcc-2", then));
                assertTrue(List.of(AckFault.Kind.ODD, AckFault.Kind.NO_ANSWER).contains(fault.kind()));
                assertEquals(2, server.asked().size());
            }
        }
    }

    @Test
    void readsAMachine() throws Exception {
        String body = """
                {"Code":0,"TotalCount":2,"Instances":{"Instance":[
                 {"InstanceId":"i-1","InstanceName":"jk-1","HostName":"jk-1","Status":"running",
                  "CreationTime":"2026-01-02T03:04Z","ExpiredTime":"2026-02-02T16:00Z",
                  "PrivateIpAddresses":{"PrivateIpAddress":[{"Ip":"10.0.0.1","Isp":"cmcc"}]},
                  "NetworkAttributes":{"PrivateIpAddress":{"IpAddress":["10.0.0.1","10.0.0.2"]}},
                  "InnerIpAddress":{"IpAddress":["172.16.0.1"]},
                  "PublicIpAddresses":{"PublicIpAddress":[{"Ip":"1.2.3.4"}]},
                  "PublicIpAddress":{"IpAddress":["1.2.3.4","1.2.3.5"]},
                  "Tags":{"Tags":[{"TagKey":"jenkins-scaleout","TagValue":"7f3a9c21"},{"TagKey":7}]}},
                 {"InstanceId":"i-2","InstanceName":"testsecret\\nx","Status":["Released"],"InnerIpAddress":[],
                  "PrivateIpAddresses":{"PrivateIpAddress":["10.0.0.9",{"Ip":7}]},"Tags":[]}]}}""";
        try (EnsServer server = EnsServer.answering(200, body)) {
            List<EnsInstance> instances = region(server).instances();
            EnsInstance first = instances.get(0);
            assertEquals(
                    new EnsInstance(
                            "i-1",
                            "jk-1",
                            "jk-1",
                            "running",
                            "2026-01-02T03:04Z",
                            "2026-02-02T16:00Z",
                            List.of("10.0.0.1", "10.0.0.2", "172.16.0.1", "1.2.3.4", "1.2.3.5"),
                            Map.of("jenkins-scaleout", "7f3a9c21", "7", "")),
                    first);
            assertTrue(first.isRunning());
            assertFalse(first.isGone());
            assertEquals(new EnsInstance("i-2", "**** x", "", "", "", "", List.of(), Map.of()), instances.get(1));
            assertFalse(instances.get(1).isRunning());
        }
        for (String gone : List.of("Released", "releasing")) {
            assertTrue(new EnsInstance("i", "", "", gone, "", "", List.of(), Map.of()).isGone());
        }
    }

    @Test
    void asksForAHundredIdsAtATime() throws Exception {
        List<String> ids = IntStream.range(0, 250).mapToObj(i -> "i-" + i).toList();
        try (EnsServer server = new EnsServer(asked -> {
            String wanted = asked.form().get("InstanceIds");
            int from = Integer.parseInt(wanted.substring(4, wanted.indexOf('"', 4)));
            return page(rows(from, Math.min(250, from + 100)), "");
        })) {
            EnsListing listing = Awaited.value(then -> server.ens().describeInstances(ids, then));
            assertEquals(
                    ids,
                    listing.instances().stream().map(EnsInstance::instanceId).toList());
            assertTrue(listing.complete());
            assertTrue(listing.serverMillis().isEmpty());
            assertEquals(3, server.asked().size());
            assertTrue(server.form(0).get("InstanceIds").startsWith("[\"i-0\",\"i-1\","));
        }
    }

    /** A server that knows fewer of them, and one that ignores what it was asked. */
    @Test
    void leavesOutWhatWasNotAskedFor() throws Exception {
        try (EnsServer server =
                EnsServer.answering(200, "{\"Instances\":{\"Instance\":" + rows(3, 9) + "},\"TotalCount\":6}")) {
            EnsListing listing =
                    Awaited.value(then -> server.ens().describeInstances(List.of("i-1", "i-4", "i-4"), then));
            assertEquals(
                    List.of("i-4"),
                    listing.instances().stream().map(EnsInstance::instanceId).toList());
            assertTrue(listing.complete());
        }
    }

    private static String tagged(String id, String key, String value) {
        return "{\"ResourceId\":\"" + id + "\",\"ResourceType\":\"instance\",\"TagKey\":\"" + key + "\",\"TagValue\":\""
                + value + "\"}";
    }

    private static Answer<List<String>> byTag(EnsServer server) throws Exception {
        return Awaited.from(then -> server.ens().listInstanceIdsByTag("jenkins-scaleout", "7f3a9c21", then));
    }

    @Test
    void listsTheMachinesWithATagOverAllPages() throws Exception {
        try (EnsServer server = new EnsServer(asked -> switch (asked.form().getOrDefault("NextToken", "")) {
            case "" ->
                EnsServer.answer(
                        200,
                        "{\"TagResources\":[" + tagged("i-1", "jenkins-scaleout", "7f3a9c21") + ","
                                + tagged("i-1", "build", "7f3a9c21") + "],\"NextToken\":\"a/b+c\"}");
            case "a/b+c" ->
                EnsServer.answer(
                        200,
                        "{\"TagResources\":{\"TagResource\":[" + tagged("i-2", "jenkins-scaleout", "7f3a9c21") + ","
                                + tagged("i-3", "jenkins-scaleout", "7f3a9c2100") + ","
                                + tagged("i-1", "jenkins-scaleout", "7f3a9c21") + "]},\"NextToken\":\"\"}");
            default -> EnsServer.answer(400, "{}");
        })) {
            assertEquals(List.of("i-1", "i-2"), byTag(server).value());
            assertEquals(
                    Map.of("ResourceType", "instance", "Tag.1.Key", "jenkins-scaleout", "Tag.1.Value", "7f3a9c21"),
                    server.form(0));
            assertEquals(2, server.asked().size());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'TagResources':[]} | true",
                "{'TagResources':null} | true",
                "{} | false",
                "{'TagResources':'none'} | false",
                "{'TagResources':{}} | false",
                "{'TagResources':[{'ResourceId':'i-1'}]} | false",
                "{'TagResources':[{'ResourceId':7,'TagKey':'a'}]} | false",
                "{'TagResources':[],'NextToken':'again'} | false",
                "{'Code':'NoPermission'} | false"
            })
    void aListThatIsNotWholeIsAFault(String body, boolean whole) throws Exception {
        try (EnsServer server = EnsServer.answering(200, body.replace('\'', '"'))) {
            Answer<List<String>> answer = byTag(server);
            assertEquals(whole, answer.isThere());
            assertTrue(server.asked().size() <= 2);
        }
    }

    @Test
    void aListWithoutEndIsAFault() throws Exception {
        List<Integer> pages = new ArrayList<>();
        try (EnsServer server = new EnsServer(asked -> {
            pages.add(1);
            return EnsServer.answer(200, "{\"TagResources\":[],\"NextToken\":\"t" + pages.size() + "\"}");
        })) {
            assertFalse(byTag(server).isThere());
            assertEquals(40, server.asked().size());
        }
    }
}
