package io.jenkins.plugins.ackedge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.ackedge.RemoteController.BuildStatus;
import io.jenkins.plugins.ackedge.scaleout.OrderState;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import java.io.IOException;
import java.util.List;

/** What became of an order whose controller was killed: by the bill, by its record, and by the build. */
record CrashTruth(CrashedOrder order, AckSimulator ack, OrderState journaled, BuildStatus status) {
    /** At most one order, and everybody who can be asked says the same about it. */
    void assertHolds() throws IOException {
        assertEquals(order.finalState(), journaled, this::toString);
        assertEquals(isSent() ? 1 : 0, order.timesSent(ack), this::toString);
        assertEquals(isBought() ? 1 : order.isAmbiguous() ? 2 : 0, tasks().size(), this::toString);
        assertPagesSayWhatWasOrdered();
        if (order.resumes() || order.point() == CrashPoint.DURING_CANCEL) {
            assertEnd();
        } else {
            // The pipeline is lost; what was done is not, and the plugin settles it by itself.
            assertEquals("FAILURE", status.result(), this::toString);
            assertSays(status.page(), wordsForALostBuild());
            assertSays(status.orders(), wordsForALostBuild());
        }
    }

    private String wordsForALostBuild() {
        return switch (journaled) {
            case REJECTED -> "Nothing ordered";
            case UNKNOWN -> "Outcome unknown";
            case FAILED -> "Failed";
            case CANCELLED -> "Cancelled";
            default -> "Done";
        };
    }

    /** Never where the controller died in between, which nobody can know afterwards; where it died before, if it resumes. */
    private boolean isSent() {
        return switch (order.point()) {
            case BEFORE_THE_JOURNAL_ENTRY -> order.resumes();
            case AFTER_THE_ENTRY_BEFORE_THE_POST -> false;
            default -> true;
        };
    }

    private boolean isBought() {
        return isSent() && !order.point().isLost();
    }

    private List<String> tasks() {
        return order.tasks(ack);
    }

    /** The id that was written down: of the order's task, once it was heard of. */
    private String knownTask() {
        return switch (journaled) {
            case PLANNED, REJECTED, SUBMITTING, UNKNOWN -> "";
            default -> tasks().get(0);
        };
    }

    private void assertPagesSayWhatWasOrdered() throws IOException {
        for (String page : List.of(status.page(), status.orders())) {
            assertSays(page, order.via().twoNodes);
            assertSays(page, order.cluster());
        }
        assertSays(status.orders(), knownTask());
        JsonNode orders = new ObjectMapper().readTree(status.api()).path("orders");
        assertEquals(1, orders.size(), this::toString);
        JsonNode told = orders.get(0);
        assertEquals(journaled.name(), told.path("state").asText(), this::toString);
        assertEquals("false", told.path("live").asText(), this::toString);
        assertEquals(knownTask(), told.path("taskId").asText(), this::toString);
        assertEquals(order.via().word, told.path("via").asText(), this::toString);
        assertEquals(order.job() + "#1", told.path("who").asText(), this::toString);
        assertEquals(order.cluster(), told.path("parameters").path("clusterId").asText(), this::toString);
        assertEquals("2", told.path("parameters").path("count").asText(), this::toString);
    }

    private void assertEnd() {
        switch (order.point()) {
            case AFTER_THE_ENTRY_BEFORE_THE_POST, DURING_THE_POST -> {
                assertEnded("FAILURE", OrderState.UNKNOWN);
                assertSays(status.log(), "ERROR: Outcome unknown: " + order.via().twoNodes + " may have been bought.");
                // A kill may come between the fence and the entry: then it is not known when the order would have left.
                boolean hasFenceAlone = order.point() == CrashPoint.AFTER_THE_ENTRY_BEFORE_THE_POST
                        && status.log().contains("(it is not known when the order left)");
                if (!hasFenceAlone) {
                    assertSays(
                            status.log(),
                            order.isAmbiguous()
                                    ? "The cluster lists several new tasks that could be it: "
                                    : "The cluster lists no new task of this kind, which may still change.");
                }
            }
            case DURING_A_POLL -> {
                assertEnded("FAILURE", OrderState.FAILED);
                assertSays(status.log(), "StockNotEnough none left");
            }
            case DURING_CANCEL -> {
                // The build did not wait for it: the controller asked for it again after the restart.
                assertEnded("ABORTED", OrderState.CANCELLED);
                assertSays(status.log(), "ACK is asked to cancel task " + tasks().get(0));
                assertTrue(ack.task(tasks().get(0)).cancelled(), this::toString);
            }
            case ANSWERED_BUT_NOT_JOURNALED -> {
                assertEnded("SUCCESS", OrderState.SUCCEEDED);
                assertSays(
                        status.log(),
                        "Found the order: task " + tasks().get(0)
                                + " is the only new one of its kind, and is taken to be ours.");
            }
            default -> {
                assertEnded("SUCCESS", OrderState.SUCCEEDED);
                assertSays(status.log(), "Done: 2 instances added");
            }
        }
    }

    private void assertEnded(String result, OrderState state) {
        assertEquals(result, status.result(), this::toString);
        assertEquals(state, journaled, this::toString);
    }

    private void assertSays(String text, String words) {
        assertTrue(text.contains(words), () -> "'" + words + "' is missing: " + this);
    }

    /** One line of the matrix. */
    String line() {
        return "%-76s sent %d, ordered %d, record %-10s build %s"
                .formatted(order, order.timesSent(ack), tasks().size(), journaled, status.result());
    }

    @Override
    public String toString() {
        return order + ": record " + journaled + ", " + status;
    }
}
