package io.jenkins.plugins.ackedge.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule of RunInstances: an order that breaks one is refused with 400 and is not on the bill. */
class RunInstancesRulesTest {
    private final EnsOrders ens = new EnsOrders();

    @AfterEach
    void close() {
        ens.close();
    }

    private void taken(Map<String, String> form) throws IOException {
        int before = ens.simulator.ens().bill().orders();
        SignedCall.Reply reply = ens.order(form);
        assertEquals(200, reply.status(), reply.body());
        assertEquals(before + 1, ens.simulator.ens().bill().orders());
    }

    private void refused(String code, Map<String, String> form) throws IOException {
        int before = ens.simulator.ens().bill().orders();
        SignedCall.Reply reply = ens.order(form);
        assertEquals(400, reply.status(), reply.body());
        assertEquals(code, reply.code());
        assertEquals(before, ens.simulator.ens().bill().orders());
        assertFalse(reply.body().contains(Orders.PASSWORD));
    }

    private static Map<String, String> with(Map<String, String> form, String... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            form.put(pairs[i], pairs[i + 1]);
        }
        return form;
    }

    private static Map<String, String> sampleWith(String... pairs) {
        return with(EnsOrders.sample(), pairs);
    }

    private static Map<String, String> sampleWithout(String... names) {
        Map<String, String> form = EnsOrders.sample();
        for (String name : names) {
            form.remove(name);
        }
        return form;
    }

    @Test
    void anOrderThatKeepsAllRulesIsTaken() throws IOException {
        taken(EnsOrders.sample());
        taken(EnsOrders.paidByUse());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Amount",
                "InstanceType",
                "ScheduleAreaLevel",
                "EnsRegionId",
                "ImageId",
                "SystemDisk",
                "InternetMaxBandwidthOut",
                "InstanceChargeType",
                "Period",
                "Password"
            })
    void theseMustBeGiven(String name) throws IOException {
        refused("MissingParameter", sampleWithout(name));
        if (!name.equals("Password")) {
            refused("MissingParameter", sampleWith(name, " "));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SchedulingStrategy",
                "InternetChargeType",
                "PeriodUnit",
                "PublicIpIdentification",
                "InstanceName",
                "HostName",
                "UniqueSuffix"
            })
    void theseNeedNotBeGiven(String name) throws IOException {
        taken(sampleWithout(name));
    }

    @ParameterizedTest
    @CsvSource({
        "Amount, 0",
        "Amount, 101",
        "Amount, 1.5",
        "Amount, -1",
        "InstanceType, ecs.g6.large",
        "ScheduleAreaLevel, region",
        "SchedulingStrategy, Disperse",
        "SchedulingPriceStrategy, Low",
        "Carrier, mobile",
        "InternetChargeType, PayByTraffic",
        "InternetMaxBandwidthOut, -1",
        "PublicIpIdentification, yes",
        "IpType, ipv5",
        "InstanceChargeType, prepaid",
        "PeriodUnit, Year",
        "UniqueSuffix, True",
        "AutoRenew, 1",
        "PasswordInherit, no",
        "BillingCycle, Hour",
        "InstanceChargeStrategy, instance",
        "DeletionProtection, true",
        "AutoReleaseTime, 2027-01-02T03:04:05Z",
        "NetDistrictCode, 350000"
    })
    void valuesThatAreNotAllowed(String name, String value) throws IOException {
        refused("InvalidParameter." + name, sampleWith(name, value));
    }

    @ParameterizedTest
    @CsvSource({"Amount, 1", "Amount, 100", "InternetMaxBandwidthOut, 0", "AutoRenew, true", "RegionId, cn-hangzhou"})
    void valuesThatAreAllowed(String name, String value) throws IOException {
        taken(sampleWith(name, value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "9", "12"})
    void monthsOfASubscription(String months) throws IOException {
        taken(sampleWith("Period", months));
    }

    /** ScaleOutCluster's 24 to 60 months are among them. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "10", "11", "13", "24", "60", "x"})
    void otherMonthsAreRefused(String months) throws IOException {
        refused("InvalidParameter.Period", sampleWith("Period", months));
    }

    @Test
    void daysAreThreeAlways() throws IOException {
        taken(sampleWith("PeriodUnit", "Day", "Period", "3"));
        refused("InvalidParameter.Period", sampleWith("PeriodUnit", "Day", "Period", "1"));
    }

    @Test
    void whatIsPaidByUseHasNoPeriod() throws IOException {
        refused("InvalidParameter.Period", with(EnsOrders.paidByUse(), "Period", "1"));
        refused("InvalidParameter.PeriodUnit", with(EnsOrders.paidByUse(), "PeriodUnit", "Month"));
        refused("InvalidParameter.AutoRenew", with(EnsOrders.paidByUse(), "AutoRenew", "true"));
        taken(with(EnsOrders.paidByUse(), "AutoRenew", "false", "DeletionProtection", "true"));
    }

    @Test
    void whatIsPaidByUseFailsWithoutItsBillingForNoStatedReason() throws IOException {
        Map<String, String> noCycle = EnsOrders.paidByUse();
        noCycle.remove("BillingCycle");
        refused("OrderFailed", noCycle);
        Map<String, String> noStrategy = EnsOrders.paidByUse();
        noStrategy.remove("InstanceChargeStrategy");
        refused("OrderFailed", noStrategy);
        refused("OrderFailed", with(EnsOrders.paidByUse(), "InstanceChargeStrategy", "user"));
        refused("InvalidParameter.BillingCycle", with(EnsOrders.paidByUse(), "BillingCycle", "Week"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T04:04:05Z, 200",
        "2026-01-02T04:04:04Z, 400",
        "2026-01-02T04:04:05+00:00, 400",
        "2026-13-02T04:04:05Z, 400"
    })
    void aReleaseIsAnHourAheadAtLeast(String time, int status) throws IOException {
        assertEquals(
                status,
                ens.order(with(EnsOrders.paidByUse(), "AutoReleaseTime", time)).status());
    }

    @Test
    void oneLoginAndNotTwo() throws IOException {
        refused("InvalidParameter.Password", sampleWith("KeyPairName", "k"));
        refused("InvalidParameter.Password", sampleWith("PasswordInherit", "true"));
        Map<String, String> none = sampleWithout("Password");
        taken(with(none, "KeyPairName", "k"));
        taken(with(sampleWithout("Password"), "PasswordInherit", "true"));
        refused("MissingParameter", with(sampleWithout("Password"), "PasswordInherit", "false"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"short1A", "onlylowercase", "lower1234", "With Blank 1", "A1a!567890123456789012345678901"})
    void aPasswordHasItsRules(String password) throws IOException {
        refused("InvalidParameter.Password", sampleWith("Password", password));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "40",
                "[]",
                "{}",
                "{\"Size\":\"40\"}",
                "{\"Size\":10}",
                "{\"Size\":40,\"Category\":\"cloud\"}",
                "{\"Size\":40,\"size\":40}"
            })
    void aSystemDiskIsAJsonObject(String disk) throws IOException {
        refused("InvalidParameter.SystemDisk", sampleWith("SystemDisk", disk));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{\"Size\":40}", "[{\"Size\":0}]", "[40]", "[{\"Size\":40,\"Category\":\"x\"}]", "x"})
    void dataDisksAreAJsonArray(String disks) throws IOException {
        refused("InvalidParameter.DataDisk", sampleWith("DataDisk", disks));
    }

    @Test
    void disksOfEveryCategoryAreTaken() throws IOException {
        for (String category : RunInstancesRules.CATEGORIES) {
            String disk = "{\"Category\":\"" + category + "\",\"Size\":20}";
            taken(sampleWith("SystemDisk", disk, "DataDisk", "[" + disk + "," + disk + "]"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "1abc", "-abc", "http://abc", "https://abc", "a b", "a/b"})
    void aNameHasItsRules(String name) throws IOException {
        refused("InvalidParameter.InstanceName", sampleWith("InstanceName", name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "-ab", "ab-", ".ab", "ab.", "a_b"})
    void aHostNameHasItsRules(String name) throws IOException {
        refused("InvalidParameter.HostName", sampleWith("HostName", name));
    }

    @Test
    void theSuffixCountsAsPartOfTheName() throws IOException {
        taken(sampleWith("InstanceName", "n".repeat(125), "HostName", "h".repeat(61)));
        refused("InvalidParameter.InstanceName", sampleWith("InstanceName", "n".repeat(126)));
        refused("InvalidParameter.HostName", sampleWith("HostName", "h".repeat(62)));
        taken(sampleWith("InstanceName", "n".repeat(128), "HostName", "h".repeat(64), "UniqueSuffix", "false"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "aliyun-x", "ALIYUN", "acs:x", "http://x", "https://x"})
    void aTagsKeyHasItsRules(String key) throws IOException {
        refused("InvalidParameter.Tag.1.Key", sampleWith("Tag.1.Key", key));
    }

    @Test
    void twentyTagsAndNoMore() throws IOException {
        Map<String, String> form = EnsOrders.sample();
        for (int i = 1; i <= 20; i++) {
            with(form, "Tag." + i + ".Key", i == 1 ? "k".repeat(64) : "k" + i, "Tag." + i + ".Value", "v");
        }
        taken(form);
        refused("InvalidParameter.Tag", with(form, "Tag.21.Key", "k21", "Tag.21.Value", "v"));
        refused("InvalidParameter.Tag.1.Key", sampleWith("Tag.1.Key", "k".repeat(65)));
        refused("InvalidParameter.Tag.2.Key", sampleWith("Tag.2.Key", "jenkins-scaleout"));
        refused("InvalidParameter.Tag", sampleWith("Tag.3.Key", "gap"));
        refused("InvalidParameter.Tag", sampleWith("Tag.1.Colour", "red"));
    }

    @Test
    void userDataIsAScriptOf16KilobytesInBase64() throws IOException {
        String most = "#!/bin/bash\n" + "x".repeat(16 * 1024 - 12);
        taken(sampleWith("UserData", EnsOrders.base64(most)));
        refused("InvalidParameter.UserData", sampleWith("UserData", EnsOrders.base64(most + "x")));
        refused("InvalidParameter.UserData", sampleWith("UserData", EnsOrders.base64("echo")));
        refused("InvalidParameter.UserData", sampleWith("UserData", "#!/bin/bash"));
    }

    @Test
    void anAreaIsGivenInsteadOfANode() throws IOException {
        Map<String, String> area = sampleWithout("EnsRegionId");
        with(area, "ScheduleAreaLevel", "Middle", "NetDistrictCode", "350000", "Carrier", "cmcc");
        taken(area);
        refused("InvalidParameter.EnsRegionId", with(area, "EnsRegionId", EnsOrders.REGION));
        area.remove("EnsRegionId");
        refused("InvalidParameter.NetWorkId", with(area, "NetWorkId", "n-1"));
        area.remove("NetWorkId");
        area.remove("Carrier");
        refused("MissingParameter", area);
    }

    /** The one guard that the server itself offers against a second order. */
    @Test
    void anAddressIsGivenToOneMachineOnly() throws IOException {
        Map<String, String> form =
                sampleWith("Amount", "1", "VSwitchId", "vsw-1", "PrivateIpAddress", "10.0.0.7", "NetWorkId", "n-1");
        taken(form);
        refused("InvalidParameter.PrivateIpAddress", form);
        refused("InvalidParameter.PrivateIpAddress", with(form, "Amount", "2", "PrivateIpAddress", "10.0.0.8"));
        form.remove("VSwitchId");
        refused("MissingParameter", form);
    }

    /** There is no token that makes an order safe to repeat: whoever sends one is told. */
    @ParameterizedTest
    @ValueSource(strings = {"ClientToken", "DryRun", "AutoRenewPeriod", "NetworkId", "amount", "Quantity"})
    void anUnknownParameterIsRefused(String name) throws IOException {
        refused("InvalidParameter", sampleWith(name, "1"));
    }

    @Test
    void whatIsGivenTwiceIsRefused() throws IOException {
        SignedCall.Reply reply = SignedCall.ens(ens.simulator, Operation.RUN_INSTANCES, EnsOrders.sample())
                .query("Amount", "3")
                .at(EnsOrders.START)
                .send();
        assertEquals("InvalidParameter.Amount", reply.code());
    }

    /** Of a body of another kind no parameter is read. */
    @Test
    void aBodyThatIsNoFormHoldsNoParameters() throws IOException {
        SignedCall.Reply reply = SignedCall.ens(ens.simulator, Operation.RUN_INSTANCES, EnsOrders.sample())
                .header("content-type", "application/json")
                .at(EnsOrders.START)
                .send();
        assertEquals("MissingParameter", reply.code());
        assertEquals(0, ens.simulator.ens().bill().orders());
    }

    @Test
    void stockThatIsTooLittleRefusesTheWholeOrder() throws IOException {
        ens.simulator.ens().setStock(1);
        refused("StockNotEnough", EnsOrders.sample());
        taken(sampleWith("Amount", "1"));
        assertEquals(1, ens.simulator.ens().bill().machines());
    }
}
