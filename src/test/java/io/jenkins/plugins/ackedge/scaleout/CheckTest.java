package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All rules of the vendor's table, both sides of each bound. */
class CheckTest {
    private static final String PASSWORD = "Hello1234!";
    private static final Route ROUTE = Routes.standard();

    private static Parameters sample() {
        return Via.SCALE_OUT_CLUSTER.sample();
    }

    @Test
    void theVendorsSampleIsValid() {
        assertEquals(List.of(), Check.order(ROUTE, sample(), PASSWORD));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "COUNT, 1",
        "COUNT, 100",
        "WORKER_PERIOD, 1",
        "WORKER_PERIOD, 2",
        "WORKER_PERIOD, 3",
        "WORKER_PERIOD, 6",
        "WORKER_PERIOD, 12",
        "WORKER_PERIOD, 24",
        "WORKER_PERIOD, 36",
        "WORKER_PERIOD, 48",
        "WORKER_PERIOD, 60",
        "WORKER_SYSTEM_DISK_SIZE, 20",
        "WORKER_SYSTEM_DISK_SIZE, 30",
        "WORKER_SYSTEM_DISK_SIZE, 100",
        "WORKER_DATA_DISK_SIZE, 0",
        "WORKER_DATA_DISK_SIZE, 20",
        "WORKER_DATA_DISK_SIZE, 200",
        "WORKER_AUTO_RENEW, true",
        "WORKER_AUTO_RENEW, false",
        "WORKER_AUTO_RENEW_PERIOD, 1",
        "WORKER_AUTO_RENEW_PERIOD, 12",
        "ENS_INTERNET_CHARGE_TYPE, BandwidthByDay",
        "ENS_INTERNET_CHARGE_TYPE, 95BandwidthByMonth",
        "ENS_REGION_ID, cn-beijing-cmcc-2",
        "ENS_REGION_ID, cn-chenzhou-telecom_unicom_cmcc",
        "ENS_REGION_ID, sg-singapore-9",
        "WORKER_INSTANCE_TYPE, ens.sn1.tiny",
        "WORKER_INSTANCE_TYPE, ens.afq-c2m3i.medium",
        "WORKER_IMAGE_ID, centos_7_06_64_20G_alibase_20190711.vhd",
        "WORKER_IMAGE_ID, m-2QVLO2T8NYgm8CNQVg15gF",
        "KEY_PAIR, ab",
        "KEY_PAIR, my:key_pair-1",
        "CLUSTER_ID, c82e6987e2961451182edacd74fafabcd",
        "CLUSTER_ID, Cccfd68c474454665ace07efce924abcd",
        "REGION_ID, cn-beijing",
        "REGION_ID, ap-southeast-1",
        "TIMEOUT_MINS, 1",
        "TIMEOUT_MINS, 10080",
        "LOGIN_PASSWORD, Abcdef12",
        "LOGIN_PASSWORD, abcdef1!",
        "LOGIN_PASSWORD, ABCDEF1!",
        "LOGIN_PASSWORD, Hello1234!Hello1234!Hello1234!"
    })
    void accepts(Parameter parameter, String value) {
        assertTrue(Check.value(parameter, value).isEmpty());
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "COUNT, 0",
        "COUNT, 101",
        "COUNT, -1",
        "COUNT, 1.5",
        "COUNT, two",
        "COUNT, 99999999999999999999",
        "COUNT, +1",
        "WORKER_PERIOD, 0",
        "WORKER_PERIOD, 4",
        "WORKER_PERIOD, 9",
        "WORKER_PERIOD, 61",
        "WORKER_PERIOD, 01",
        "WORKER_SYSTEM_DISK_SIZE, 10",
        "WORKER_SYSTEM_DISK_SIZE, 19",
        "WORKER_SYSTEM_DISK_SIZE, 25",
        "WORKER_SYSTEM_DISK_SIZE, 0",
        "WORKER_SYSTEM_DISK_SIZE, 110",
        "WORKER_SYSTEM_DISK_SIZE, x",
        "WORKER_DATA_DISK_SIZE, 10",
        "WORKER_DATA_DISK_SIZE, 25",
        "WORKER_DATA_DISK_SIZE, 210",
        "WORKER_DATA_DISK_SIZE, -20",
        "WORKER_AUTO_RENEW, yes",
        "WORKER_AUTO_RENEW, True",
        "WORKER_AUTO_RENEW_PERIOD, 0",
        "WORKER_AUTO_RENEW_PERIOD, 13",
        "ENS_INTERNET_CHARGE_TYPE, bandwidthbyday",
        "ENS_INTERNET_CHARGE_TYPE, PayByTraffic",
        "ENS_REGION_ID, beijing",
        "ENS_REGION_ID, cn-beijing telecom",
        "ENS_REGION_ID, CN-beijing",
        "WORKER_INSTANCE_TYPE, ecs.g6.large",
        "WORKER_INSTANCE_TYPE, ens.",
        "WORKER_INSTANCE_TYPE, ens.sn1 tiny",
        "WORKER_IMAGE_ID, 'm 1'",
        "WORKER_IMAGE_ID, m/1",
        "KEY_PAIR, a",
        "KEY_PAIR, 1ab",
        "KEY_PAIR, http://x",
        "CLUSTER_ID, c1",
        "CLUSTER_ID, ../nodepools",
        "CLUSTER_ID, c82e6987-e2961451",
        "REGION_ID, beijing",
        "REGION_ID, cn-beijing/x",
        "REGION_ID, cn-beijing.evil",
        "TIMEOUT_MINS, 0",
        "TIMEOUT_MINS, 10081",
        "LOGIN_PASSWORD, Abcde12",
        "LOGIN_PASSWORD, Abcdefgh",
        "LOGIN_PASSWORD, abcdefg1",
        "LOGIN_PASSWORD, 12345678",
        "LOGIN_PASSWORD, 'Hello 1234!'",
        "LOGIN_PASSWORD, Hello1234!Hello1234!Hello1234!x",
        "LOGIN_PASSWORD, Hellö1234!"
    })
    void refuses(Parameter parameter, String value) {
        assertTrue(Check.value(parameter, value).isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CLUSTER_ID",
                "REGION_ID",
                "COUNT",
                "ENS_REGION_ID",
                "WORKER_INSTANCE_TYPE",
                "WORKER_IMAGE_ID",
                "ENS_INTERNET_CHARGE_TYPE",
                "WORKER_PERIOD",
                "WORKER_SYSTEM_DISK_SIZE"
            })
    void demandsWhatTheTableSaysIsRequired(Parameter parameter) {
        List<Violation> violations = Check.order(ROUTE, sample().without(parameter), PASSWORD);
        assertEquals(1, violations.size());
        assertEquals(
                parameter.key() + " is missing: it is required",
                violations.get(0).toString());
    }

    @Test
    void doesNotDemandTheRest() {
        Parameters least = sample().without(Parameter.WORKER_DATA_DISK_SIZE).without(Parameter.TIMEOUT_MINS);
        assertEquals(List.of(), Check.order(ROUTE, least, PASSWORD));
    }

    @Test
    void demandsARenewalPeriodOnlyWithAutoRenew() {
        assertEquals(
                "[workerAutoRenewPeriod is missing: it is required]",
                Check.order(ROUTE, sample().with(Parameter.WORKER_AUTO_RENEW, true), PASSWORD)
                        .toString());
        assertEquals(List.of(), Check.order(ROUTE, sample().with(Parameter.WORKER_AUTO_RENEW, false), PASSWORD));
    }

    @Test
    void wantsExactlyOneOfPasswordAndKeyPair() {
        assertEquals(
                "[loginPassword is missing: give a login password or the name of a key pair]",
                Check.order(ROUTE, sample(), null).toString());
        assertEquals(List.of(), Check.order(ROUTE, sample().with(Parameter.KEY_PAIR, "ops"), null));
        assertEquals(
                "[keyPair 'ops' cannot be given together with a login password: choose one of the two]",
                Check.order(ROUTE, sample().with(Parameter.KEY_PAIR, "ops"), PASSWORD)
                        .toString());
    }

    @Test
    void reportsEverythingAtOnceWithNameValueAndRule() {
        Parameters wrong = sample().with(Parameter.COUNT, 0)
                .with(Parameter.WORKER_PERIOD, 5)
                .without(Parameter.ENS_REGION_ID);
        assertEquals("""
                --count '0' must be a whole number from 1 to 100
                --ensRegionId is missing: it is required
                --workerPeriod '5' must be one of 1, 2, 3, 6, 12, 24, 36, 48, 60
                --loginPassword must have 8 to 30 characters, without spaces, of at least three kinds: upper case, lower case,\
                 digits, special characters""", Violation.message(Check.order(ROUTE, wrong, "tooshort"), name -> "--" + name));
    }

    @Test
    void neverEchoesThePassword() {
        String message = Violation.message(Check.order(ROUTE, sample(), "swordfish"), UnaryOperator.identity());
        assertFalse(message.contains("swordfish"), message);
    }

    @Test
    void speaksChineseInAForm() {
        Violation violation = Check.value(Parameter.COUNT, "0").orElseThrow();
        assertEquals("必须是 1 到 100 之间的整数", violation.rule(Locale.SIMPLIFIED_CHINESE));
        assertEquals("must be a whole number from 1 to 100", violation.rule(Locale.FRENCH));
    }

    @Test
    void everyRuleHasItsWordsInBothLanguages() {
        ResourceBundle english = bundle(Locale.ROOT);
        ResourceBundle chinese = bundle(Locale.SIMPLIFIED_CHINESE);
        assertEquals(english.keySet(), chinese.keySet());
        english.keySet().forEach(key -> assertFalse(english.getString(key).equals(chinese.getString(key)), key));
    }

    private static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(
                "io.jenkins.plugins.ackedge.scaleout.Rules",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    @Test
    void namesAreThoseOfTheStep() {
        assertEquals(
                "[clusterId, regionId, count, ensRegionId, workerInstanceType, workerImageId, ensInternetChargeType,"
                        + " workerPeriod, workerSystemDiskSize, workerDataDiskSize, workerAutoRenew,"
                        + " workerAutoRenewPeriod, loginPassword, keyPair, nodePoolId, desiredSize,"
                        + " internetMaxBandwidthOut, instanceChargeType, systemDiskCategory, dataDiskCategory, networkId,"
                        + " vSwitchId, securityId, maxPrice, releaseOnFailure, timeoutMins]",
                Arrays.stream(Parameter.values()).map(Parameter::key).toList().toString());
    }

    @Test
    void taskIdsMayHaveManyFormsButNoSlash() {
        assertTrue(Check.taskId("T-5a54309c80282e39ea00002f").isEmpty());
        assertTrue(Check.taskId("install-addons-c3xxxxxx").isEmpty());
        assertTrue(Check.taskId("../clusters").isPresent());
        assertTrue(Check.taskId("").isPresent());
    }

    /** What no order has, or has not yet: the name of a route, a task's id, a setting of the configuration. */
    @Test
    void saysInTheReadersLanguageWhatElseIsWrong() {
        Locale chinese = Locale.SIMPLIFIED_CHINESE;
        assertEquals(Optional.empty(), Check.via("ens", chinese));
        assertEquals(
                Optional.of("must be one of "
                        + Routes.all().stream().map(Route::name).collect(Collectors.joining(", "))),
                Check.via("ENS", Locale.ENGLISH));
        assertEquals(Optional.empty(), Check.taskId("T-1"));
        assertEquals(
                Optional.of("must be the id of a task: letters, digits, hyphens, dots and underscores, at most 128"),
                Check.taskId("a/b"));
        assertEquals(Optional.empty(), Check.wholeNumber("5", 1, 5, chinese));
        assertEquals(Optional.of("must be a whole number from 1 to 5"), Check.wholeNumber("6", 1, 5, Locale.ENGLISH));
        assertEquals(Optional.empty(), Check.number("0.5", 0.5, 5, chinese));
        assertEquals(Optional.of("must be a number from 0.5 to 5"), Check.number("0.4", 0.5, 5, Locale.ENGLISH));
        for (Optional<String> words : List.of(
                Check.via("ENS", chinese),
                Check.taskId("a/b", chinese),
                Check.wholeNumber("6", 1, 5, chinese),
                Check.number("6", 1, 5, chinese))) {
            assertTrue(words.orElseThrow().startsWith("必须是"), words.toString());
        }
    }
}
