package io.jenkins.plugins.ackedge.orders.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VendorTimesTest {
    @ParameterizedTest
    @CsvSource({
        "2022-12-15 23:00:00, 2022-12-15T15:00:00Z",
        "2022-12-15T23:00:00, 2022-12-15T15:00:00Z",
        "2020-11-10T16:02:04+08:00, 2020-11-10T08:02:04Z",
        "2020-11-10T08:02:04Z, 2020-11-10T08:02:04Z",
        "2020-11-10T08:02:04.123456789Z, 2020-11-10T08:02:04.123Z",
        "2020-11-10T00:02:04.5-08:00, 2020-11-10T08:02:04.500Z",
        "1605024124000, 2020-11-10T16:02:04Z",
        "1605024124, 2020-11-10T16:02:04Z",
        "' 2024-02-29 00:00:00 ', 2024-02-28T16:00:00Z"
    })
    void readsEachNotation(String text, String expected) {
        assertEquals(OptionalLong.of(Instant.parse(expected).toEpochMilli()), VendorTimes.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "0",
                "yesterday",
                "2022-12-15",
                "23:00:00",
                "2023-02-29 00:00:00",
                "2022-12-15 24:00:00",
                "2022-12-15  23:00:00 ",
                "99999999999999999999",
                "-1605024124000",
                "+999999999-01-01T00:00:00Z",
                "１６０５０２４１２４０００"
            })
    void leavesAnythingElseAlone(String text) {
        assertEquals(OptionalLong.empty(), VendorTimes.parse(text));
    }

    @Test
    void takesNullForNothing() {
        assertEquals(OptionalLong.empty(), VendorTimes.parse(null));
    }
}
