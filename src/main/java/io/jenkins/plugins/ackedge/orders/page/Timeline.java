package io.jenkins.plugins.ackedge.orders.page;

import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The picture of a task: a row for each stage, its words above its bar. What is horizontal is in per cent of the picture's
 * width and what is vertical is in pixels, so that bars grow and shrink with the page and letters keep their size.
 */
public final class Timeline {
    static final int ROW = 46;
    static final int BAR_TOP = 22;
    static final int AXIS = 24;

    /** A bar that is shorter than that, in per cent, could not be seen. */
    static final double NARROWEST = 0.6;

    /** The order's own times are by another clock than the task's. Where they are this far apart, one of them is wrong. */
    private static final long SAME_STORY_MILLIS = 600_000;

    private static final long[] STEPS = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400
    };
    private static final int MOST_TICKS = 5;

    /** Words above a bar must fit on a phone: so many Latin letters, of which a Chinese character takes two. */
    private static final int MOST_LETTERS = 30;

    private final List<Bar> bars = new ArrayList<>();
    private final List<Tick> ticks = new ArrayList<>();
    private final long from;
    private final long to;

    /** A stage's place in the picture. */
    public static final class Bar {
        private final int row;
        private final String label;
        private final String note;
        private final Severity severity;
        private final double left;
        private final double width;

        Bar(int row, String label, String note, Severity severity, double left, double width) {
            this.row = row;
            this.label = label;
            this.note = note;
            this.severity = severity;
            this.left = left;
            this.width = width;
        }

        public String getLabel() {
            return label;
        }

        /** Outcome and duration. */
        public String getNote() {
            return note;
        }

        public String getCssClass() {
            return severity.getCssClass();
        }

        public String getX() {
            return percent(left);
        }

        public String getWidth() {
            return percent(width);
        }

        public int getTextY() {
            return row * ROW + 15;
        }

        public int getY() {
            return row * ROW + BAR_TOP;
        }
    }

    /** A line across the picture, with the time since its left edge. */
    public static final class Tick {
        private final double left;
        private final String label;

        Tick(double left, String label) {
            this.left = left;
            this.label = label;
        }

        public String getX() {
            return percent(left);
        }

        public String getLabel() {
            return label;
        }

        /** Letters at an edge must not stand out of it. */
        public String getAnchor() {
            return left < 5 ? "start" : left > 90 ? "end" : "middle";
        }
    }

    private Timeline(long from, long to) {
        this.from = from;
        this.to = Math.max(to, from + 1000);
    }

    /** Null where there is nothing to draw. */
    static Timeline of(OrderRecord entry, List<StageView> all) {
        List<StageView> stages = all.stream().filter(StageView::isDrawable).toList();
        if (stages.isEmpty()) {
            return null;
        }
        long submitted = entry.getSubmittedMillis();
        long first = stages.stream().mapToLong(StageView::fromMillis).min().orElseThrow();
        long last = stages.stream().mapToLong(StageView::toMillis).max().orElseThrow();
        boolean ours =
                entry.getPlannedMillis() != 0 && submitted != 0 && Math.abs(first - submitted) < SAME_STORY_MILLIS;
        Timeline timeline = new Timeline(
                ours ? Math.min(notBefore(entry.getPlannedMillis(), first), entry.getPlannedMillis()) : first,
                ours ? Math.max(last, submitted) : last);
        if (ours) {
            timeline.add(
                    Messages.Timeline_ordering(),
                    Durations.text(submitted - entry.getPlannedMillis()),
                    Severity.WAITING,
                    entry.getPlannedMillis(),
                    submitted);
        }
        for (StageView stage : stages) {
            timeline.add(
                    shortened(stage.getNumber() + ". " + stage.getName()),
                    stage.getWord() + " · " + stage.getDuration(),
                    stage.getSeverity(),
                    ours ? notBefore(entry.getPlannedMillis(), stage.fromMillis()) : stage.fromMillis(),
                    stage.toMillis());
        }
        timeline.rule();
        return timeline;
    }

    /** The vendor's times have no fractions of a second, so a stage may seem to begin a little before it was thought of. */
    private static long notBefore(long planned, long start) {
        return start < planned && planned - start < 1000 ? planned : start;
    }

    private void add(String label, String note, Severity severity, long start, long end) {
        double width = Math.max(NARROWEST, at(end) - at(start));
        bars.add(new Bar(bars.size(), label, note, severity, Math.min(at(start), 100 - width), width));
    }

    static String shortened(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            width += Character.isIdeographic(text.codePointAt(i)) ? 2 : 1;
            if (width > MOST_LETTERS) {
                return text.substring(0, i) + "…";
            }
        }
        return text;
    }

    private double at(long millis) {
        return 100.0 * (millis - from) / (to - from);
    }

    private void rule() {
        long step = step((to - from) / 1000);
        for (long second = 0; second * 1000 <= to - from; second += step) {
            ticks.add(new Tick(at(from + second * 1000), Durations.text(second * 1000)));
        }
    }

    /** Seconds between ticks, so that there are a few of them and their labels are round. */
    private static long step(long seconds) {
        for (long step : STEPS) {
            if (seconds / step < MOST_TICKS) {
                return step;
            }
        }
        long days = seconds / 86_400;
        return 86_400 * (days / MOST_TICKS + 1);
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.2f%%", value);
    }

    public List<Bar> getBars() {
        return bars;
    }

    public List<Tick> getTicks() {
        return ticks;
    }

    public int getHeight() {
        return getAxisY() + AXIS;
    }

    /** Where the rows end and the labels of the axis begin. */
    public int getAxisY() {
        return bars.size() * ROW;
    }

    public int getAxisTextY() {
        return getAxisY() + 17;
    }

    public String getDuration() {
        return Durations.text(to - from);
    }
}
