package io.jenkins.plugins.ackedge.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Curves in a picture (SVG). Both axes are logarithmic, with a line at each power of ten: a cost that does not grow is flat, and
 * one that grows with what it is drawn over rises at a constant angle. Where a value is 0, the lowest line stands for 0.
 */
final class LineChart {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int LEFT = 80;
    private static final int RIGHT = 160;
    private static final int TOP = 40;
    private static final int BOTTOM = 50;
    private static final String[] COLOURS = {"#1f6feb", "#d4572a", "#2d8a4e"};

    private final String title;
    private final String across;
    private final String up;
    private final List<Line> lines = new ArrayList<>();

    private record Point(double x, double y) {}

    private record Line(String name, List<Point> points) {}

    /** An axis from one power of ten to another, laid on pixels. */
    private record Axis(int lowest, int highest, boolean hasZero, double from, double to) {
        static Axis over(double[] values, double from, double to) {
            double least = Double.MAX_VALUE;
            double most = 0;
            boolean hasZero = false;
            for (double value : values) {
                if (value > 0) {
                    least = Math.min(least, value);
                    most = Math.max(most, value);
                } else {
                    hasZero = true;
                }
            }
            int lowest = (int) Math.floor(Math.log10(least)) - (hasZero ? 1 : 0);
            return new Axis(lowest, Math.max(lowest + 1, (int) Math.ceil(Math.log10(most))), hasZero, from, to);
        }

        double at(double value) {
            double exponent = value > 0 ? Math.max(lowest, Math.log10(value)) : lowest;
            return from + (to - from) * (exponent - lowest) / (highest - lowest);
        }

        String name(int power) {
            if (hasZero && power == lowest) {
                return "0";
            }
            return String.format(Locale.ROOT, power >= 0 ? "%,.0f" : "%." + -power + "f", Math.pow(10, power));
        }
    }

    LineChart(String title, String across, String up) {
        this.title = title;
        this.across = across;
        this.up = up;
    }

    <T> LineChart line(String name, List<T> rows, ToDoubleFunction<T> x, ToDoubleFunction<T> y) {
        lines.add(new Line(
                name,
                rows.stream()
                        .map(row -> new Point(x.applyAsDouble(row), y.applyAsDouble(row)))
                        .toList()));
        return this;
    }

    void write(Path file) throws IOException {
        Files.writeString(file, svg(), StandardCharsets.UTF_8);
        System.out.println("drawn: " + file);
    }

    private String svg() {
        Axis x = Axis.over(all(Point::x), LEFT, WIDTH - RIGHT);
        Axis y = Axis.over(all(Point::y), HEIGHT - BOTTOM, TOP);
        StringBuilder svg = new StringBuilder();
        add(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\" role=\"img\" aria-label=\"%s\">",
                WIDTH,
                HEIGHT,
                title);
        add(svg, "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, HEIGHT);
        add(svg, "<text x=\"%d\" y=\"22\" font-size=\"15\" font-weight=\"bold\">%s</text>", LEFT, title);
        for (int power = x.lowest(); power <= x.highest(); power++) {
            double at = x.at(Math.pow(10, power));
            add(svg, "<path d=\"M%.1f %d V%d\" stroke=\"#d8dee4\"/>", at, TOP, HEIGHT - BOTTOM);
            add(
                    svg,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                    at,
                    HEIGHT - BOTTOM + 18,
                    x.name(power));
        }
        for (int power = y.lowest(); power <= y.highest(); power++) {
            double at = y.at(Math.pow(10, power));
            add(svg, "<path d=\"M%d %.1f H%d\" stroke=\"#d8dee4\"/>", LEFT, at, WIDTH - RIGHT);
            add(svg, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>", LEFT - 8, at + 4, y.name(power));
        }
        add(
                svg,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                (LEFT + WIDTH - RIGHT) / 2,
                HEIGHT - 12,
                across);
        add(
                svg,
                "<text transform=\"translate(18 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>",
                (TOP + HEIGHT - BOTTOM) / 2,
                up);
        for (int i = 0; i < lines.size(); i++) {
            draw(svg, lines.get(i), COLOURS[i % COLOURS.length], TOP + 14 + i * 20, x, y);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void draw(StringBuilder svg, Line line, String colour, int legend, Axis x, Axis y) {
        StringBuilder path = new StringBuilder();
        for (Point point : line.points()) {
            path.append(path.isEmpty() ? 'M' : 'L')
                    .append(String.format(Locale.ROOT, "%.1f %.1f ", x.at(point.x()), y.at(point.y())));
            add(
                    svg,
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"/>",
                    x.at(point.x()),
                    y.at(point.y()),
                    colour);
        }
        add(
                svg,
                "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>",
                path.toString().trim(),
                colour);
        add(svg, "<circle cx=\"%d\" cy=\"%d\" r=\"4\" fill=\"%s\"/>", WIDTH - RIGHT + 14, legend - 4, colour);
        add(svg, "<text x=\"%d\" y=\"%d\">%s</text>", WIDTH - RIGHT + 24, legend, line.name());
    }

    private static void add(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private double[] all(ToDoubleFunction<Point> part) {
        return lines.stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(part)
                .toArray();
    }
}
