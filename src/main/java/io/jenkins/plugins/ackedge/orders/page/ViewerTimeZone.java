package io.jenkins.plugins.ackedge.orders.page;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.TimeZone;
import org.jvnet.localizer.LocaleProvider;

/** The viewer's zone, in which a page shows its times. */
public final class ViewerTimeZone {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxx", Locale.ROOT);

    private final ZoneId id;

    private ViewerTimeZone(ZoneId id) {
        this.id = id;
    }

    /** @param chosen by the viewer; null if the viewer has not chosen */
    public static ViewerTimeZone of(String chosen) {
        // As Jenkins reads it, which also takes a zone's short name.
        return new ViewerTimeZone(
                chosen == null
                        ? ZoneId.systemDefault()
                        : TimeZone.getTimeZone(chosen).toZoneId());
    }

    /** Whether it names a zone that this Java knows. */
    public static boolean isZone(String name) {
        return TimeZone.getTimeZone(name).getID().equals(name);
    }

    /** When a day begins here, in milliseconds since 1970. */
    public long startOf(LocalDate day) {
        return day.atStartOfDay(id).toInstant().toEpochMilli();
    }

    /** For people, for example "China Time (+08:00)". */
    public String getName() {
        return id.getDisplayName(TextStyle.FULL, LocaleProvider.getLocale()) + " ("
                + OFFSET.format(ZonedDateTime.now(id)) + ")";
    }

    /** A time here, or the vendor's text where it is none; empty where there is none. */
    public String show(Moment moment) {
        return moment.millis().isPresent()
                ? FORMAT.format(
                        Instant.ofEpochMilli(moment.millis().getAsLong()).atZone(id))
                : moment.words();
    }
}
