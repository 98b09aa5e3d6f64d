package io.jenkins.plugins.ackedge.simulator;

import java.util.List;

/**
 * Requests as the server saw them, by its clock.
 *
 * @param mostInASecond over every window of 1,000 ms, not only whole seconds
 * @param seconds from the first to the last
 * @param paths how many different things were asked for
 * @param bad not answered with 200
 */
public record Traffic(int requests, int mostInASecond, double seconds, long paths, long bad) {
    private static final long WINDOW_MILLIS = 1000;

    public static Traffic of(List<Exchange> exchanges) {
        long[] times = exchanges.stream()
                .mapToLong(Exchange::receivedAtMillis)
                .sorted()
                .toArray();
        int most = 0;
        int first = 0;
        for (int last = 0; last < times.length; last++) {
            while (times[last] - times[first] >= WINDOW_MILLIS) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return new Traffic(
                times.length,
                most,
                times.length == 0 ? 0 : (times[times.length - 1] - times[0]) / 1000.0,
                exchanges.stream().map(Exchange::path).distinct().count(),
                exchanges.stream().filter(e -> e.status() != 200).count());
    }

    /** 0 where it cannot be said. */
    public double perSecond() {
        return seconds == 0 ? 0 : requests / seconds;
    }
}
