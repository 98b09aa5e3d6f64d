package io.jenkins.plugins.ackedge.orders.page;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;

/** A time, or the vendor's own text where that is none. A {@link ViewerTimeZone} shows it. */
public final class Moment {
    private final OptionalLong millis;
    private final String words;

    private Moment(OptionalLong millis, String words) {
        this.millis = millis;
        this.words = words;
    }

    /** @param millis since 1970; 0 means never */
    static Moment of(long millis) {
        return new Moment(millis == 0 ? OptionalLong.empty() : OptionalLong.of(millis), "");
    }

    static Moment ofVendor(String text) {
        return new Moment(VendorTimes.parse(text), text);
    }

    OptionalLong millis() {
        return millis;
    }

    String words() {
        return words;
    }

    /** For machines; null where the time is not known as one. */
    public String getIso() {
        return millis.isPresent()
                ? Instant.ofEpochMilli(millis.getAsLong())
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString()
                : null;
    }
}
