package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.api.TaskListing;
import io.jenkins.plugins.ackedge.api.TaskSummary;
import io.jenkins.plugins.ackedge.api.VendorText;
import io.jenkins.plugins.ackedge.scaleout.OrderEvent.What;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Which task may be an order's whose answer did not come. */
class TaskSearchTest {
    /** What the vendor's clock said when the tasks before the order were listed. */
    private static final long LISTED = 1_000_000_000;

    /** The order left within so much after that. */
    private static final long SINCE = 7_000;

    private final Claims claims = Claims.inMemory();
    private OrderRecord record = OrderFileTest.plan().with(f -> {
        f.state = OrderState.UNKNOWN.name();
        f.attempt = 3;
        f.doubt = OrderRecord.Doubt.SILENT.name();
        f.tasksBefore = new ArrayList<>(List.of("T-before"));
        f.listedServerMillis = LISTED;
        f.sinceListingMillis = SINCE;
    });

    private static TaskSummary task(String id, long created) {
        return task(id, "cluster_scaleout", OptionalLong.of(created));
    }

    private static TaskSummary task(String id, String type, OptionalLong created) {
        return new TaskSummary(id, VendorText.stored(type), VendorText.stored("running"), created);
    }

    private Finding judge(boolean isFinal, boolean isComplete, TaskSummary... tasks) throws IOException {
        TaskListing listing = new TaskListing(List.of(tasks), isComplete, OptionalLong.empty());
        return TaskSearch.judge(record, listing, claims, new ScaleOutClusterRoute(), true, isFinal);
    }

    private What judge(TaskSummary... tasks) throws IOException {
        return judge(true, true, tasks).what();
    }

    @Test
    void exactlyOneThatFitsIsNamed() throws IOException {
        Finding found = judge(true, true, task("T-before", LISTED - 5_000), task("T-1", LISTED + 1_000));
        assertEquals(What.ONE, found.what());
        assertEquals("T-1", found.detail().reference());
    }

    @Test
    void ofSeveralNoneIsChosen() throws IOException {
        Finding found = judge(true, true, task("T-1", LISTED), task("T-2", LISTED));
        assertEquals(What.SEVERAL, found.what());
        assertEquals(List.of("T-1", "T-2"), found.detail().tasks());
        assertEquals("", found.detail().reference());
    }

    @Test
    void noneIsNone() throws IOException {
        assertEquals(What.NO_TASK, judge());
        assertEquals(What.NO_TASK, judge(task("T-before", LISTED + 1_000)));
    }

    /** Ours may be listed a minute late, and another's at once. */
    @Test
    void nothingIsJudgedBeforeTheLookIsOver() throws IOException {
        assertEquals(What.NOT_YET, judge(false, true, task("T-1", LISTED)).what());
        assertEquals(What.NOT_YET, judge(false, true).what());
        assertEquals(What.NOT_YET, judge(false, false).what());
    }

    @Test
    void aTaskOfAnotherKindIsNotIt() throws IOException {
        assertEquals(What.NO_TASK, judge(task("T-1", "install-addons", OptionalLong.of(LISTED))));
        assertEquals(What.NO_TASK, judge(task("T-1", "", OptionalLong.of(LISTED))));
    }

    /** By the vendor's clock alone, which counts whole seconds. */
    @Test
    void aTaskFromBeforeTheListingIsNotIt() throws IOException {
        assertEquals(What.ONE, judge(task("T-1", LISTED - 1_000)));
        assertEquals(What.NO_TASK, judge(task("T-1", LISTED - 1_001)));
    }

    @Test
    void aTaskFromAfterTheRequestCanHaveEndedIsNotIt() throws IOException {
        long last = LISTED + SINCE + TaskSearch.CALL_MILLIS + 1_000;
        assertEquals(What.ONE, judge(task("T-1", last)));
        assertEquals(What.NO_TASK, judge(task("T-1", last + 1)));
    }

    /** As after a restart of which only the fence tells. */
    @Test
    void whereItIsNotKnownWhenItLeftAnybodysLaterTaskWouldFitAndNoneIsTaken() throws IOException {
        record = record.with(f -> f.sinceListingMillis = -1);
        assertEquals(What.NO_LIST, judge(task("T-1", LISTED + 1_000)));
        assertEquals(What.NO_LIST, judge(task("T-1", LISTED + 86_400_000)));
    }

    @Test
    void whereTheVendorToldNoTimeBeingNewHasToDo() throws IOException {
        assertEquals(What.ONE, judge(task("T-1", "cluster_scaleout", OptionalLong.empty())));
        assertEquals(What.NO_TASK, judge(task("T-before", "cluster_scaleout", OptionalLong.empty())));
        record = record.with(f -> f.listedServerMillis = 0);
        assertEquals(What.ONE, judge(task("T-1", 5)));
        assertEquals(What.NO_TASK, judge(task("T-before", LISTED)));
    }

    @Test
    void whereTheTasksBeforeAreNotKnownNothingIsJudged() throws IOException {
        record = record.with(f -> f.tasksBefore = null);
        Finding found = judge(true, true, task("T-1", LISTED));
        assertEquals(What.NO_LIST, found.what());
        assertEquals(
                "it is not known which of them were there before the order",
                found.detail().words());
        assertEquals(What.NO_LIST, judge(true, true).what());
    }

    @Test
    void aListThatIsNotTheWholeListProvesNothing() throws IOException {
        assertEquals(What.NO_LIST, judge(true, false, task("T-1", LISTED)).what());
        assertEquals(What.NO_LIST, judge(true, false).what());
    }

    @Test
    void anothersTaskIsNotIt() throws IOException {
        claims.claim("T-1", "another order", false);
        assertEquals(What.NO_TASK, judge(task("T-1", LISTED)));
        assertEquals(What.ONE, judge(task("T-1", LISTED), task("T-2", LISTED)));
    }

    @Test
    void whatItClaimedItselfIsStillIts() throws IOException {
        claims.claim("T-1", record.getOrderId(), false);
        assertEquals(What.ONE, judge(task("T-1", LISTED)));
    }

    /** The answer was claimed before the record could say so. */
    @Test
    void whatTheAnswerNamedIsItsAtFirstSight() throws IOException {
        claims.claim("T-9", record.getOrderId(), true);
        Finding found = judge(false, false, task("T-1", LISTED), task("T-2", LISTED));
        assertEquals(What.OURS, found.what());
        assertEquals("T-9", found.detail().reference());
    }

    @Test
    void claimsThatCannotBeReadAreNotTakenForNone() {
        Claims broken = new Claims() {
            @Override
            public void claim(String taskId, String orderId, boolean isAnswer) throws IOException {
                throw new IOException("disk");
            }

            @Override
            public Optional<String> owner(String taskId) throws IOException {
                throw new IOException("disk");
            }

            @Override
            public Optional<String> answered(String orderId) {
                return Optional.empty();
            }
        };
        TaskListing listing = new TaskListing(List.of(task("T-1", LISTED)), true, OptionalLong.empty());
        assertThrows(
                IOException.class,
                () -> TaskSearch.judge(record, listing, broken, new ScaleOutClusterRoute(), true, true));
    }

    @Test
    void anOrderMayTakeAsLongAsItsCallAndTheListTogether() {
        assertEquals(180_000, TaskSearch.LONG_MILLIS);
        assertEquals(60_000, TaskSearch.SHORT_MILLIS);
        assertTrue(TaskSearch.LONG_MILLIS >= TaskSearch.CALL_MILLIS + TaskSearch.LAG_MILLIS);
    }
}
