package io.jenkins.plugins.ackedge.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AckEndpointTest {
    @ParameterizedTest
    @CsvSource({
        "cn-beijing, https://cs.cn-beijing.aliyuncs.com",
        "ap-southeast-1, https://cs.ap-southeast-1.aliyuncs.com",
        "cn-north-2-gov-1, https://cs.cn-north-2-gov-1.aliyuncs.com"
    })
    void followsFromTheRegionOfTheCluster(String region, String url) {
        assertEquals(url, AckEndpoint.of("", region).url());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "beijing", "cn-beijing/", "cn-beijing.evil.example", "CN-BEIJING", "cn-", "cn-a@b", "cn-a#"})
    void refusesARegionThatWouldChangeTheHost(String region) {
        assertThrows(IllegalArgumentException.class, () -> AckEndpoint.ofRegion(region));
        assertFalse(AckEndpoint.isRegionId(region));
    }

    @ParameterizedTest
    @CsvSource({
        "https://cs-anony-vpc.cn-beijing.aliyuncs.com, https://cs-anony-vpc.cn-beijing.aliyuncs.com",
        "HTTPS://CS.example.com:8443/, https://cs.example.com:8443",
        "http://127.0.0.1:8080, http://127.0.0.1:8080",
        "http://localhost:1, http://localhost:1",
        "http://[::1]:8080, http://[::1]:8080"
    })
    void takesAnAddressGivenByHand(String given, String url) {
        assertEquals(url, AckEndpoint.of(given, "cn-beijing").url());
    }

    @Test
    void ensHasOneAddressForAllRegions() {
        assertEquals("https://ens.aliyuncs.com", AckEndpoint.ens(null).url());
        assertEquals("https://ens.aliyuncs.com", AckEndpoint.ens(" ").url());
        assertEquals(
                "https://ens.ap-southeast-1.aliyuncs.com",
                AckEndpoint.ens("https://ens.ap-southeast-1.aliyuncs.com/").url());
        assertThrows(IllegalArgumentException.class, () -> AckEndpoint.ens("http://ens.aliyuncs.com"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://cs.cn-beijing.aliyuncs.com",
                "http://127.0.0.1.evil.example",
                "http://localhost.evil.example",
                "ftp://127.0.0.1",
                "cs.cn-beijing.aliyuncs.com",
                "https://",
                "https://host/path",
                "https://host?x=1",
                "https://host#f",
                "https://user:secret@host",
                "https://ho st"
            })
    void refusesWhatIsNotPlainHttps(String given) {
        assertThrows(IllegalArgumentException.class, () -> AckEndpoint.ofUrl(given));
    }

    @Test
    void doesNotRepeatAPasswordInItsRefusal() {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> AckEndpoint.ofUrl("https://user:s3cretX@host"))
                .getMessage();
        assertFalse(message.contains("s3cretX"), message);
    }
}
