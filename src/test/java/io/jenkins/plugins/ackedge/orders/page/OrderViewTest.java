package io.jenkins.plugins.ackedge.orders.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.scaleout.OrderState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How an order stands, told from its journal, its build and the time. */
@ExtendWith(InEnglish.class)
class OrderViewTest {
    /** @param minutes since the plan; the time limit is at 60 */
    private static OrderView view(Records entry, boolean attended, long minutes) {
        return new OrderView(1, entry.record(), attended, Records.PLANNED + minutes * 60_000);
    }

    @ParameterizedTest
    @CsvSource({
        // state, ended, attended, minutes, live, tone, word
        "PLANNED, false, true, 1, true, WAITING, Waiting to be ordered",
        "PLANNED, false, true, 61, true, WAITING, Waiting to be ordered",
        "PLANNED, false, false, 1, false, STOPPED, Never sent",
        "SUBMITTING, false, true, 1, true, RUNNING, Ordering",
        "SUBMITTING, false, false, 1, false, DOUBT, Outcome unknown",
        "SUBMITTING, true, true, 1, true, RUNNING, Ordering",
        "SUBMITTING, true, false, 1, false, DOUBT, Outcome unknown",
        "SUBMITTED, false, true, 1, true, RUNNING, Running",
        "SUBMITTED, false, false, 1, false, DOUBT, 'Ordered, end not known'",
        "SUBMITTED, true, true, 1, false, WAITING, 'Ordered, not waited for'",
        "SUCCEEDED, true, true, 1, false, GOOD, Done",
        "FAILED, true, true, 1, false, BAD, Failed",
        "CANCELLED, true, true, 1, false, STOPPED, Cancelled",
        "TIMED_OUT, true, true, 61, false, DOUBT, Time limit passed",
        "REJECTED, true, true, 1, false, BAD, Nothing ordered",
        "UNKNOWN, true, false, 1, false, DOUBT, Outcome unknown",
        "UNKNOWN, false, true, 1, true, RUNNING, Looking for the order",
        "UNKNOWN, true, true, 1, true, RUNNING, Looking for the order"
    })
    void saysHowItStands(
            String state, boolean ended, boolean attended, long minutes, boolean live, Severity tone, String word) {
        Records entry = Records.in(state).with("endedMillis", ended ? Records.PLANNED + 30_000 : 0);
        OrderView view = view(entry, attended, minutes);
        assertEquals(live, view.isLive());
        assertEquals(tone, view.getSeverity());
        assertEquals(word, view.getStateWord());
    }

    @ParameterizedTest
    @EnumSource(OrderState.class)
    void everyStateComesWithAdvice(OrderState state) {
        for (boolean live : new boolean[] {true, false}) {
            OrderView view = view(Records.in(state.name()), live, live ? 1 : 61);
            assertTrue(view.getAdvice().endsWith("."), view.getAdvice());
        }
    }

    @Test
    void neverInvitesToOrderAgainWhatMayBeOrdered() {
        for (OrderState state : OrderState.values()) {
            String advice = view(Records.in(state.name()), false, 61).getAdvice();
            assertFalse(!state.isNothingOrdered() && advice.contains("run again"), advice);
            assertFalse(!state.isNothingOrdered() && advice.contains("Nothing is ordered"), advice);
        }
    }

    @Test
    void lastsUntilItsEndOrNowOrTheLastThatWasHeard() {
        assertEquals(
                "5 min 1 s",
                view(Records.in("SUCCEEDED").with("endedMillis", Records.PLANNED + 301_000), true, 90)
                        .getDuration());
        assertEquals("1 h 30 min", view(Records.in("SUBMITTED"), true, 90).getDuration());
        assertEquals(
                "7 min",
                view(Records.in("SUBMITTED").with("heardMillis", Records.PLANNED + 420_000), false, 90)
                        .getDuration());
        assertEquals("0 s", view(Records.in("PLANNED"), true, -5).getDuration());
    }

    @Test
    void namesWhatWasOrderedAndWhere() {
        OrderView view = view(Records.in("PLANNED"), true, 1);
        assertEquals("2 × ens.sn1.tiny in cn-beijing-telecom", view.getTitle());
        assertEquals("order-1", view.getAnchor());
    }

    @ParameterizedTest
    @CsvSource({
        "SUBMITTED, true, Running, The task runs at ACK.",
        "SUBMITTED, false, End not known, The task was still running",
        "SUCCEEDED, true, Done, The task ended well.",
        "FAILED, true, Failed, What the task has bought stays bought",
        "TIMED_OUT, true, Time limit passed, The task was still running",
        "REJECTED, true, No such task, Correct what the message names"
    })
    void aTaskThatSomebodyElseOrderedIsNoOrderOfOurs(String state, boolean attended, String word, String advice) {
        OrderView view =
                view(Records.in(state).with("watchOnly", true).with("taskId", "T-1"), attended, attended ? 1 : 61);
        assertEquals("Task T-1", view.getTitle());
        assertEquals(word, view.getStateWord());
        assertTrue(view.getAdvice().startsWith(advice), view.getAdvice());
    }

    @Test
    void anInstanceHasItsOutcomeInWords() {
        OrderView view = view(
                Records.in("FAILED")
                        .with("endedMillis", Records.PLANNED + 1)
                        .instance("i-1", "success", false)
                        .instance("i-2", "failed", true)
                        .instance("i-3", "initial", false)
                        .instance("i-4", "canceled", false),
                true,
                1);
        assertEquals("Joined", view.getInstances().get(0).getWord());
        assertEquals("Failed", view.getInstances().get(1).getWord());
        assertEquals("Under way", view.getInstances().get(2).getWord());
        assertEquals(Severity.WAITING, view.getInstances().get(2).getSeverity());
        assertEquals("cancelled", view.getInstances().get(3).getWord());
    }

    @ParameterizedTest
    @CsvSource({
        "SUBMITTED, 0, true, Ordered. The machines start and join the cluster.",
        "SUBMITTED, 0, false, Ordered. The build ended before all machines were ready",
        "SUBMITTED, 1, true, Ordered. No build waits for it; this controller watches the machines",
        "SUBMITTED, 1, false, 'Ordered. The machines go on, and nobody here watches them'",
        "UNKNOWN, 0, true, The order was sent and not answered. It is not sent again: its machines are looked for.",
        "UNKNOWN, 1, false, The order may have been placed. Look in the ENS console for machines with the tag jenkins-scaleout",
        "SUBMITTING, 0, false, The order may have been placed. Look in the ENS console for machines with the tag",
        "TIMED_OUT, 1, true, 'Ordered, and not all machines were ready then.'",
        "FAILED, 1, true, 'What was bought stays bought, unless it is said to be released'"
    })
    void machinesOfEnsHaveNoTask(String state, long endedMillis, boolean attended, String advice) {
        Records entry = Records.in(state).ofEns().with("endedMillis", endedMillis * Records.PLANNED);
        OrderView view = view(entry, attended, 1);
        assertEquals("", view.getTaskId());
        assertFalse(view.isWithTask());
        assertEquals("2 × ens.sn1.tiny in cn-beijing-telecom", view.getTitle());
        assertTrue(view.getAdvice().startsWith(advice), view.getAdvice());
        assertFalse(view.getAdvice().contains("task"), view.getAdvice());
    }

    @Test
    void noStateOfMachinesOfEnsSpeaksOfATask() {
        for (OrderState state : OrderState.values()) {
            for (long ended : new long[] {0, Records.PLANNED}) {
                for (boolean attended : new boolean[] {true, false}) {
                    Records entry = Records.in(state.name()).ofEns().with("endedMillis", ended);
                    String advice = view(entry, attended, 1).getAdvice();
                    assertFalse(advice.contains("task"), advice);
                    assertFalse(!state.isNothingOrdered() && advice.contains("run again"), advice);
                }
            }
        }
    }

    @Test
    void aMachineOfEnsSaysHowFarItIs() {
        OrderView view = view(
                Records.in("SUBMITTED")
                        .ofEns()
                        .with("price", "200.00 CNY")
                        .machine("i-1", "ordered", false, "", "", "")
                        .machine("i-2", "running", false, "jk-1-n002", "192.0.2.2", "2026-09-01T16:00Z")
                        .machine("i-3", "joined", false, "jk-1-n003", "192.0.2.3", "2026-09-01T16:00Z")
                        .machine("i-4", "ready", true, "jk-1-n004", "192.0.2.4", "2026-09-01T16:00Z")
                        .instance("i-5", "running, did not join", true)
                        .instance("i-6", "not released (denied)", true)
                        .instance("i-7", "hibernating", false),
                true,
                1);
        assertEquals("200.00 CNY", view.getPrice());
        assertTrue(view.isWithNames());
        assertEquals(
                List.of(
                        "Ordered RUNNING",
                        "Running RUNNING",
                        "Joined, not ready yet RUNNING",
                        "Ready GOOD",
                        "Running, did not join BAD",
                        "not released (denied) BAD",
                        "hibernating RUNNING"),
                view.getInstances().stream()
                        .map(i -> i.getWord() + " " + i.getSeverity())
                        .toList());
        InstanceView ready = view.getInstances().get(3);
        assertTrue(ready.isReady());
        assertEquals("jk-1-n004 192.0.2.4", ready.getName() + " " + ready.getAddress());
        assertEquals("2026-09-01T16:00:00Z", ready.getExpires().getIso());
        assertEquals("2026-09-02 00:00:00", ViewerTimeZone.of("Asia/Shanghai").show(ready.getExpires()));
    }

    /** What the code notes of a machine is shown in the viewer's language; reads the sources. */
    @Test
    void eachStatusOfAMachineHasWords() throws Exception {
        String source = Files.readString(Path.of("src/main/java/io/jenkins/plugins/ackedge/scaleout/EnsMachines.java"));
        List<String> statuses = Pattern.compile("(?:withStatus\\(|(?:RUNNING|NOT_OURS) = |isReady \\? )\"([^\"]+)\"")
                .matcher(source)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertTrue(statuses.size() >= 8, statuses::toString);
        for (String status : statuses) {
            OrderView view = view(Records.in("SUBMITTED").ofEns().instance("i-1", status, true), true, 1);
            assertNotEquals(status, view.getInstances().get(0).getWord());
        }
    }

    @Test
    void anUndocumentedWordIsShownAsItIs() {
        OrderView view = view(Records.in("SUBMITTED").stage("s", "draining", "soon", ""), true, 1);
        StageView stage = view.getStages().get(0);
        assertEquals("draining", stage.getWord());
        assertEquals("soon", ViewerTimeZone.of("UTC").show(stage.getStart()));
        assertNull(stage.getStart().getIso());
        assertNull(stage.getStartMillis());
        assertEquals("", stage.getDuration());
    }

    @Test
    void timesAreTheViewers() {
        Moment planned = view(Records.in("PLANNED"), true, 1).getPlanned();
        assertEquals("2026-08-01 14:00:00", ViewerTimeZone.of("Asia/Shanghai").show(planned));
        assertEquals("2026-08-01 06:00:00", ViewerTimeZone.of("UTC").show(planned));
        assertEquals("2026-08-01T06:00:00Z", planned.getIso());
        assertTrue(ViewerTimeZone.of("Asia/Shanghai").getName().endsWith("(+08:00)"));
        assertEquals("", ViewerTimeZone.of(null).show(Moment.of(0)));
    }

    @Test
    void anEventWarnsWhereTheVendorDoes() {
        OrderView view = view(
                Records.in("SUBMITTED")
                        .event("info", "1785564000000", "begun")
                        .event("Warning", "", "slow")
                        .event("error", "", "broken")
                        .event("trace", "", "odd"),
                true,
                1);
        assertNull(view.getEvents().get(0).getSeverity());
        assertEquals("Info", view.getEvents().get(0).getLevelWord());
        assertEquals(Severity.DOUBT, view.getEvents().get(1).getSeverity());
        assertEquals(Severity.BAD, view.getEvents().get(2).getSeverity());
        assertEquals("trace", view.getEvents().get(3).getLevelWord());
    }
}
