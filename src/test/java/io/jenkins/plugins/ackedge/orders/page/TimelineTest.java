package io.jenkins.plugins.ackedge.orders.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where the bars and lines of the picture are. */
@ExtendWith(InEnglish.class)
class TimelineTest {
    private static Timeline of(Records entry, long secondsAfterPlan) {
        return new OrderView(1, entry.record(), true, Records.PLANNED + secondsAfterPlan * 1000).getTimeline();
    }

    private static String place(Timeline.Bar bar) {
        return bar.getX() + " +" + bar.getWidth();
    }

    /** Stages in the minutes after the plan, with the vendor's notation without a zone. */
    private static Records fourStages() {
        return Records.in("SUCCEEDED")
                .with("endedMillis", Records.PLANNED + 400_000)
                .stage("create ENS instances", "success", "2026-08-01 14:00:00", "2026-08-01 14:01:40")
                .stage("initialise nodes", "success", "2026-08-01 14:01:40", "2026-08-01 14:03:20")
                .stage("join cluster", "success", "2026-08-01 14:03:20", "2026-08-01 14:06:40")
                .stage("wait until ready", "success", "2026-08-01 14:06:40", "2026-08-01 14:06:40");
    }

    @Test
    void stagesAreBarsOnOneScale() {
        Timeline timeline = of(fourStages(), 400);
        assertEquals(
                List.of("0.00% +25.00%", "25.00% +25.00%", "50.00% +50.00%", "99.40% +0.60%"),
                timeline.getBars().stream().map(TimelineTest::place).toList());
        assertEquals(
                List.of("done · 1 min 40 s", "done · 1 min 40 s", "done · 3 min 20 s", "done · 0 s"),
                timeline.getBars().stream().map(Timeline.Bar::getNote).toList());
        assertEquals("1. create ENS instances", timeline.getBars().get(0).getLabel());
        assertEquals("6 min 40 s", timeline.getDuration());
    }

    /** Planned and accepted within the second of which the vendor says only when it began. */
    @Test
    void noStageBeginsBeforeItWasPlanned() {
        Timeline timeline = of(
                Records.in("SUCCEEDED")
                        .with("plannedMillis", Records.PLANNED + 200)
                        .with("submittedMillis", Records.PLANNED + 700)
                        .with("endedMillis", Records.PLANNED + 10_200)
                        .stage("create ENS instances", "success", "2026-08-01 14:00:00", "2026-08-01 14:00:10"),
                11);
        assertEquals(
                List.of("0.00% +5.10%", "0.00% +100.00%"),
                timeline.getBars().stream().map(TimelineTest::place).toList());
    }

    @Test
    void rowsStandBelowEachOther() {
        Timeline timeline = of(fourStages(), 400);
        for (int i = 0; i < 4; i++) {
            assertEquals(
                    i * Timeline.ROW + Timeline.BAR_TOP,
                    timeline.getBars().get(i).getY());
            assertTrue(timeline.getBars().get(i).getTextY()
                    < timeline.getBars().get(i).getY());
        }
        assertEquals(4 * Timeline.ROW, timeline.getAxisY());
        assertEquals(4 * Timeline.ROW + Timeline.AXIS, timeline.getHeight());
    }

    @Test
    void aFewRoundTicksRuleThePicture() {
        Timeline timeline = of(fourStages(), 400);
        assertEquals(
                List.of("0 s", "2 min", "4 min", "6 min"),
                timeline.getTicks().stream().map(Timeline.Tick::getLabel).toList());
        assertEquals(
                List.of("0.00%", "30.00%", "60.00%", "90.00%"),
                timeline.getTicks().stream().map(Timeline.Tick::getX).toList());
        assertEquals("start", timeline.getTicks().get(0).getAnchor());
        assertEquals("middle", timeline.getTicks().get(1).getAnchor());
    }

    @Test
    void anySpanHasAFewTicks() {
        for (long seconds : List.of(1L, 4L, 5L, 59L, 61L, 3599L, 86_400L, 400_000L, 40_000_000L)) {
            Records entry = Records.in("SUCCEEDED")
                    .with("endedMillis", Records.PLANNED + seconds * 1000)
                    .stage(
                            "s",
                            "success",
                            Long.toString(Records.PLANNED),
                            Long.toString(Records.PLANNED + seconds * 1000));
            int ticks = of(entry, seconds).getTicks().size();
            assertTrue(ticks >= 1 && ticks <= 6, seconds + " s: " + ticks);
        }
    }

    @Test
    void aStageThatGoesOnGrowsUntilNow() {
        Records entry = Records.in("SUBMITTED")
                .stage("create", "success", "2026-08-01 14:00:00", "2026-08-01 14:00:50")
                .stage("join", "running", "2026-08-01 14:00:50", "");
        List<Timeline.Bar> early = of(entry, 100).getBars();
        assertEquals("50.00% +50.00%", place(early.get(1)));
        assertEquals("running · 50 s", early.get(1).getNote());
        assertEquals(Severity.RUNNING.getCssClass(), early.get(1).getCssClass());
        assertEquals("25.00% +75.00%", place(of(entry, 200).getBars().get(1)));
    }

    @Test
    void aClockThatIsAheadOfOursDrawsNothingBackwards() {
        Records entry = Records.in("SUBMITTED").stage("create", "running", "2026-08-01 14:05:00", "");
        Timeline.Bar bar = of(entry, 100).getBars().get(0);
        assertEquals("running · 0 s", bar.getNote());
        assertEquals("0.00% +0.60%", place(bar));
    }

    @Test
    void theTimeBeforeTheOrderIsPartOfTheStory() {
        Timeline timeline = of(fourStages().ordered(0), 400);
        assertEquals(5, timeline.getBars().size());
        assertEquals("Waiting and ordering", timeline.getBars().get(0).getLabel());

        Records late = Records.in("SUCCEEDED")
                .ordered(300_000)
                .with("endedMillis", Records.PLANNED + 600_000)
                .stage("create", "success", "2026-08-01 14:05:00", "2026-08-01 14:10:00");
        assertEquals("0.00% +50.00%", place(of(late, 600).getBars().get(0)));
        assertEquals("50.00% +50.00%", place(of(late, 600).getBars().get(1)));
    }

    @Test
    void anotherClockIsNotMixedWithOurs() {
        Records eightHoursOff = Records.in("SUCCEEDED")
                .ordered(1000)
                .with("endedMillis", Records.PLANNED + 600_000)
                .stage("create", "success", "2026-08-01 06:00:00", "2026-08-01 06:10:00");
        Timeline timeline = of(eightHoursOff, 600);
        assertEquals(1, timeline.getBars().size());
        assertEquals("10 min", timeline.getDuration());
    }

    @Test
    void aStageWithoutTimesIsLeftOut() {
        Records entry = Records.in("SUCCEEDED")
                .with("endedMillis", Records.PLANNED + 600_000)
                .stage("create", "success", "half past two", "2026-08-01 14:10:00")
                .stage("join", "success", "2026-08-01 14:10:00", "later")
                .stage("wait", "success", "2026-08-01T14:10:00+08:00", "1785564630000");
        List<Timeline.Bar> bars = of(entry, 600).getBars();
        assertEquals(1, bars.size());
        assertEquals("3. wait", bars.get(0).getLabel());
        assertEquals("0.00% +100.00%", place(bars.get(0)));
    }

    @Test
    void thereIsNoPictureOfNothing() {
        assertNull(of(Records.in("PLANNED"), 1));
        assertNull(of(Records.in("SUBMITTED").stage("create", "running", "", ""), 1));
        assertNotNull(of(Records.in("SUBMITTED").stage("create", "running", "2026-08-01 14:00:00", ""), 1));
    }

    @Test
    void longWordsAreCutToFitAPhone() {
        assertEquals("1. create ENS instances", Timeline.shortened("1. create ENS instances"));
        assertEquals("x".repeat(30) + "…", Timeline.shortened("x".repeat(31)));
        assertEquals("节".repeat(15) + "…", Timeline.shortened("节".repeat(16)));
        assertEquals("𠮷".repeat(15) + "…", Timeline.shortened("𠮷".repeat(16)));
    }
}
