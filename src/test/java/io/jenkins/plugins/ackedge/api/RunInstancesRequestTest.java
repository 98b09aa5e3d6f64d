package io.jenkins.plugins.ackedge.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The parameters of an order, as they are sent and as they are shown. */
class RunInstancesRequestTest {
    private static final String PASSWORD = "Hello1234!";
    private static final JoinScript SCRIPT = JoinScript.of("./edgeadm join --openapi-token=s3cret.Token");

    static RunInstancesBuilder sample() {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("jenkins-scaleout", "7f3a9c21");
        tags.put("build", "shop #12");
        return RunInstancesRequest.builder()
                .amount(2)
                .instanceType("ens.sn1.tiny")
                .ensRegionId("cn-beijing-cmcc-2")
                .imageId("m-2QVLO2T8NYgm8CNQVg15gF")
                .instanceName("jk-7f3a9c21-n")
                .instanceChargeType("PrePaid")
                .periodMonths(1L)
                .autoRenew(false)
                .internetChargeType("BandwidthByDay")
                .internetMaxBandwidthOut(100)
                .systemDiskCategory("cloud_efficiency")
                .systemDiskSize(40L)
                .dataDiskCategory("cloud_ssd")
                .dataDiskSize(50L)
                .password(PASSWORD)
                .networkId("n-1")
                .vSwitchId("vsw-1")
                .securityId("sg-1")
                .tags(tags)
                .userData(SCRIPT.userData());
    }

    private static Map<String, String> tags(int count) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (int i = 1; i <= count; i++) {
            tags.put("tag-" + i, "v");
        }
        return tags;
    }

    @Test
    void isAsLargeAsTheVendorTakesItAndNoLarger() {
        assertEquals("1", sample().amount(1).build().form().get("Amount"));
        assertEquals("100", sample().amount(100).build().form().get("Amount"));
        sample().tags(tags(20)).build();
        assertThrows(IllegalArgumentException.class, sample().amount(0)::build);
        assertThrows(IllegalArgumentException.class, sample().amount(101)::build);
        assertThrows(IllegalArgumentException.class, sample().tags(tags(21))::build);
    }

    @Test
    void namesTheParametersAsTheVendorDoes() {
        RunInstancesRequest request = sample().build();
        assertEquals("jk-7f3a9c21-n", request.instanceName());
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("Amount", "2");
        expected.put("AutoRenew", "false");
        expected.put("DataDisk", "[{\"Category\":\"cloud_ssd\",\"Size\":50}]");
        expected.put("EnsRegionId", "cn-beijing-cmcc-2");
        expected.put("HostName", "jk-7f3a9c21-n");
        expected.put("ImageId", "m-2QVLO2T8NYgm8CNQVg15gF");
        expected.put("InstanceChargeType", "PrePaid");
        expected.put("InstanceName", "jk-7f3a9c21-n");
        expected.put("InstanceType", "ens.sn1.tiny");
        expected.put("InternetChargeType", "BandwidthByDay");
        expected.put("InternetMaxBandwidthOut", "100");
        expected.put("NetWorkId", "n-1");
        expected.put("Password", PASSWORD);
        expected.put("Period", "1");
        expected.put("PeriodUnit", "Month");
        expected.put("PublicIpIdentification", "true");
        expected.put("ScheduleAreaLevel", "Region");
        expected.put("SchedulingStrategy", "Concentrate");
        expected.put("SecurityId", "sg-1");
        expected.put("SystemDisk", "{\"Category\":\"cloud_efficiency\",\"Size\":40}");
        expected.put("Tag.1.Key", "jenkins-scaleout");
        expected.put("Tag.1.Value", "7f3a9c21");
        expected.put("Tag.2.Key", "build");
        expected.put("Tag.2.Value", "shop #12");
        expected.put("UniqueSuffix", "true");
        expected.put(
                "UserData", Base64.getEncoder().encodeToString(SCRIPT.userData().getBytes(StandardCharsets.UTF_8)));
        expected.put("VSwitchId", "vsw-1");
        assertEquals(expected, request.form());
        assertThrows(UnsupportedOperationException.class, () -> request.form().put("Amount", "3"));
    }

    @Test
    void whatIsPaidByUseHasNoPeriod() {
        RunInstancesBuilder builder = sample().instanceChargeType("PostPaid").internetMaxBandwidthOut(0);
        RunInstancesRequest request =
                builder.dataDiskSize(0L).password(null).keyPair("ops").build();
        Map<String, String> form = request.form();
        assertEquals("Hour", form.get("BillingCycle"));
        assertEquals("instance", form.get("InstanceChargeStrategy"));
        assertEquals("0", form.get("InternetMaxBandwidthOut"));
        assertEquals("false", form.get("PublicIpIdentification"));
        assertEquals("ops", form.get("KeyPairName"));
        for (String none : new String[] {"Period", "PeriodUnit", "AutoRenew", "DataDisk", "Password"}) {
            assertNull(form.get(none), none);
        }
        assertNull(sample().build().form().get("BillingCycle"));
    }

    @Test
    void aBuilderThatIsUsedOnChangesNoRequest() {
        RunInstancesBuilder builder = sample();
        RunInstancesRequest request = builder.build();
        builder.amount(7).password("Another1234!");
        assertEquals(2, request.amount());
        assertEquals(PASSWORD, request.form().get("Password"));
    }

    @Test
    void showsAllButTheSecrets() {
        RunInstancesRequest request = sample().build();
        String preview = request.preview();
        assertTrue(preview.contains("\nPassword: ****\n"), preview);
        assertTrue(preview.contains("\nUserData: ****\n"), preview);
        assertTrue(preview.startsWith("Amount: 2\nAutoRenew: false\n"), preview);
        for (String text : new String[] {preview, request.toString(), sample().toString()}) {
            assertFalse(text.contains(PASSWORD), text);
            assertFalse(text.contains("s3cret"), text);
            assertFalse(text.contains(request.form().get("UserData")), text);
        }
    }

    @Test
    void refusesWhatCannotBeSent() {
        assertThrows(IllegalArgumentException.class, () -> sample().amount(0).build());
        assertThrows(IllegalArgumentException.class, () -> sample().amount(101).build());
        assertThrows(
                IllegalArgumentException.class,
                () -> sample().instanceName("a b").build());
        Map<String, String> many = new LinkedHashMap<>();
        for (int i = 0; i < 21; i++) {
            many.put("k" + i, "v");
        }
        assertThrows(IllegalArgumentException.class, () -> sample().tags(many).build());
    }

    @Test
    void userDataHasALimit() {
        String most = "#".repeat(16_384);
        assertEquals(
                21_848, sample().userData(most).build().form().get("UserData").length());
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> sample().userData(most + "ß").build())
                .getMessage();
        assertEquals("user data is 16386 bytes long, and ENS takes at most 16384", message);
        assertNull(sample().userData(null).build().form().get("UserData"));
    }
}
