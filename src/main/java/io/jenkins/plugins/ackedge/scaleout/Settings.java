package io.jenkins.plugins.ackedge.scaleout;

import java.time.Duration;

/**
 * What an administrator may tune.
 *
 * @param poll how long to wait between two questions about one task; 1 s to 10 min
 * @param requestsPerSecond for each access key and endpoint, over all waits of this process; 0.1 to 100
 */
public record Settings(Duration poll, double requestsPerSecond) {
    public static final Duration SHORTEST_POLL = Duration.ofSeconds(1);
    public static final Duration LONGEST_POLL = Duration.ofMinutes(10);
    public static final double FEWEST_REQUESTS = 0.1;
    public static final double MOST_REQUESTS = 100;

    /** @throws IllegalArgumentException if a value is out of its range */
    public Settings {
        if (poll.compareTo(SHORTEST_POLL) < 0 || poll.compareTo(LONGEST_POLL) > 0) {
            throw new IllegalArgumentException("the poll interval must be from 1 s to 10 min, not " + poll);
        }
        if (!(requestsPerSecond >= FEWEST_REQUESTS && requestsPerSecond <= MOST_REQUESTS)) {
            throw new IllegalArgumentException("requests per second must be from 0.1 to 100, not " + requestsPerSecond);
        }
    }

    /** Every 15 s, as the vendor's own tools ask, and 5 requests a second. */
    public static Settings standard() {
        return new Settings(Duration.ofSeconds(15), 5);
    }
}
