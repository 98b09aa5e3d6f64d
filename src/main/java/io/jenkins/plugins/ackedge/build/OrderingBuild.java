package io.jenkins.plugins.ackedge.build;

import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.ackedge.orders.page.OrderView;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** A build that ordered something. They are found by their folders, so that builds without an order are never loaded. */
public final class OrderingBuild {
    static final int MOST_BUILDS = 100;
    private static final String MARK = "ack-edge.ordered";
    private static final int LATEST = 20;
    private static final Logger LOGGER = Logger.getLogger(OrderingBuild.class.getName());

    private final Run<?, ?> run;

    private OrderingBuild(Run<?, ?> run) {
        this.run = run;
    }

    /** Those among the job's last {@link #MOST_BUILDS} builds, the newest first. */
    static List<OrderingBuild> lastOf(Job<?, ?> job) {
        List<OrderingBuild> found = new ArrayList<>();
        for (int number : lastNumbers(job.getBuildDir().toPath())) {
            Run<?, ?> run = exists(job, number) ? job.getBuildByNumber(number) : null;
            if (run != null) {
                found.add(new OrderingBuild(run));
            }
        }
        return found;
    }

    /** Notes that a build of this job orders, for as long as the job is there. */
    static void note(Job<?, ?> job) throws IOException {
        try {
            Files.createFile(mark(job));
        } catch (FileAlreadyExistsException e) {
            LOGGER.log(Level.FINE, "{0} has ordered before", job);
        }
    }

    private static Path mark(Job<?, ?> job) {
        return job.getRootDir().toPath().resolve(MARK);
    }

    /** Whether a build of this job has ever ordered. The first builds of this plugin noted nothing: their last few are looked at. */
    static boolean hasOrdered(Job<?, ?> job) {
        return Files.exists(mark(job)) || anyOfLatest(job);
    }

    private static boolean anyOfLatest(Job<?, ?> job) {
        int next = job.getNextBuildNumber();
        for (int number = next - 1; number > 0 && number >= next - LATEST; number--) {
            if (exists(job, number)) {
                return true;
            }
        }
        return false;
    }

    private static boolean exists(Job<?, ?> job, int number) {
        return BuildOrders.existIn(job.getBuildDir().toPath().resolve(Integer.toString(number)));
    }

    private static List<Integer> lastNumbers(Path builds) {
        if (!Files.isDirectory(builds)) {
            return Collections.emptyList();
        }
        try (Stream<Path> folders = Files.list(builds)) {
            return folders.map(folder -> String.valueOf(folder.getFileName()))
                    .filter(name -> name.matches("[1-9][0-9]{0,8}"))
                    .map(Integer::valueOf)
                    .sorted(Comparator.reverseOrder())
                    .limit(MOST_BUILDS)
                    .toList();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "The builds in " + builds + " cannot be listed", e);
            return Collections.emptyList();
        }
    }

    public Run<?, ?> getRun() {
        return run;
    }

    /** Its orders, the earliest first; null if they cannot be read. */
    public List<OrderView> getOrders() {
        return new AckEdgeBuildAction(run).getOrderViews();
    }
}
