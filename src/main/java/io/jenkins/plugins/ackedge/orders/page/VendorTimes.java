package io.jenkins.plugins.ackedge.orders.page;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.OptionalLong;

/** Reads the vendor's times, of which it has three notations. */
final class VendorTimes {
    /** A time without a zone is China's, where the vendor and its clusters' control planes are. */
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    /** Strict, so that February 30th is no time rather than another day. */
    private static final DateTimeFormatter WITHOUT_ZONE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd[' ']['T']HH:mm:ss[.SSS]").withResolverStyle(ResolverStyle.STRICT);

    /** Years 2001 to 2286: thirteen digits are milliseconds, and ten would be seconds. */
    private static final int MILLIS_DIGITS = 13;

    private static final int SECONDS_DIGITS = 10;

    private VendorTimes() {}

    /** Milliseconds since 1970; empty if the text is blank or in no known notation. */
    static OptionalLong parse(String text) {
        String time = text == null ? "" : text.trim();
        if (time.matches("[0-9]{" + SECONDS_DIGITS + "}|[0-9]{" + MILLIS_DIGITS + "}")) {
            long number = Long.parseLong(time);
            return OptionalLong.of(time.length() == MILLIS_DIGITS ? number : number * 1000);
        }
        return first(
                () -> OffsetDateTime.parse(time).toInstant(),
                () -> LocalDateTime.parse(time, WITHOUT_ZONE).toInstant(CHINA));
    }

    private interface Reading {
        Instant read();
    }

    private static OptionalLong first(Reading... readings) {
        for (Reading reading : readings) {
            try {
                return OptionalLong.of(reading.read().toEpochMilli());
            } catch (DateTimeException | ArithmeticException e) {
                // not in this notation
            }
        }
        return OptionalLong.empty();
    }
}
