package io.jenkins.plugins.ackedge.bench;

import java.util.Arrays;

/** The median, the 99th percentile (the smallest value that at least 99 of 100 do not exceed) and the worst of some values. */
record Percentiles(double median, double ninetyNinth, double worst) {
    static Percentiles of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Percentiles(at(sorted, 0.5), at(sorted, 0.99), sorted[sorted.length - 1]);
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
}
