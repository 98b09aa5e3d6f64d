package io.jenkins.plugins.ackedge.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.model.Result;
import io.jenkins.plugins.ackedge.OnAController;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What somebody mistypes in a pipeline orders nothing, and is told with everything else that is wrong. */
@WithJenkins
class StrictArgumentsTest extends OnAController {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            count: 2, dryrun: true          | dryrun is not a parameter of ackEdgeScaleOut: did you mean dryRun?
            count: 2, dryRun: 'yes'         | dryRun 'yes' must be true or false
            count: 2, dryRun: 'True '       | dryRun 'True ' must be true or false
            count: 2, wait: 1               | wait '1' must be true or false
            count: 2, workerAutoRenew: 'ja' | workerAutoRenew 'ja' must be true or false
            count: 'two'                    | count 'two' must be a whole number from 1 to 100
            count: ''                       | count '' must be a whole number from 1 to 100
            count: 2.5                      | count '2.5' must be a whole number from 1 to 100
            count: 99999999999              | count '99999999999' must be a whole number from 1 to 100
            count: [2]                      | count '[2]' must be a whole number from 1 to 100
            count: 2, workerDataDiskSize: '' | workerDataDiskSize '' must be 0 (none) or a multiple of 10
            count: 2, maxPrice: '12O'       | maxPrice '12O' must be a number from 0.01 to 9999999
            count: 2, via: 'ens', maxPrice: 0 | maxPrice '0' must be a number from 0.01 to 9999999
            count: 2, via: 'ens', maxPrice: 1e9 | maxPrice '1000000000' must be a number from 0.01 to 9999999
            count: 2, maxPrice: 120.50      | maxPrice '120.5' cannot be given with via 'scaleOutCluster'
            count: 2, maxPrice: 120         | maxPrice '120' cannot be given with via 'scaleOutCluster'
            count: 2, maxPrice: '120.50'    | maxPrice '120.5' cannot be given with via 'scaleOutCluster'
            count: 2, internetMaxBandwidthOut: 1.5 | internetMaxBandwidthOut '1.5' must be a whole number from 0 to 10000
            count: 2, releaseOnFailure: 'ja' | releaseOnFailure 'ja' must be true or false
            count: 2, cluster: 1            | cluster '1' must be a text in quotes
            count: 2, dryRun: params.DRY    | dryRun has no value (null): give one, or leave it out
            count: 2, cluster: null         | cluster has no value (null): give one, or leave it out
            count: 2, loginPassword: 'Secret-1' | loginPassword is not a parameter of ackEdgeScaleOut
            """)
    void isRefused(String arguments, String words) throws Exception {
        WorkflowRun run = run("ackEdgeScaleOut(" + arguments + ")", Result.FAILURE);
        jenkins.assertLogContains("ERROR: ackEdgeScaleOut: parameters not valid, nothing was sent:", run);
        jenkins.assertLogContains(words, run);
        jenkins.assertLogNotContains("count is missing", run);
        jenkins.assertLogNotContains("Secret-1", run);
        jenkins.assertLogNotContains("\tat ", run);
        assertEquals(List.of(), ack.exchanges());
    }

    @Test
    void isToldWithEverythingElseThatIsWrong() throws Exception {
        WorkflowRun run = run(
                "ackEdgeScaleOut(count: 'two', dryrun: true, propagate: 'no', workerPeriod: 5, via: 'x')",
                Result.FAILURE);
        for (String words : List.of(
                "count 'two' must be",
                "dryrun is not a parameter",
                "propagate 'no' must be true or false",
                "workerPeriod '5' must be one of",
                "via 'x' must be one of")) {
            jenkins.assertLogContains(words, run);
        }
        assertEquals(List.of(), ack.exchanges());
    }

    @Test
    void aWaitIsAsStrict() throws Exception {
        WorkflowRun run =
                run("ackEdgeWaitTask(taskId: 'T-1', timeoutMins: 'soon', cancelonabort: true)", Result.FAILURE);
        jenkins.assertLogContains("timeoutMins 'soon' must be a whole number from 1 to 10080", run);
        jenkins.assertLogContains(
                "cancelonabort is not a parameter of ackEdgeWaitTask: did you mean cancelOnAbort?", run);
        assertEquals(List.of(), ack.exchanges());
    }

    @Test
    void aNumberMayBeAText() throws Exception {
        run("def n = 2; ackEdgeScaleOut(count: \"${n}\", workerPeriod: '1', dryRun: 'false')", Result.SUCCESS);
        assertEquals(2, ack.ledger().nodes());
    }

    /** A retry asks again, and is refused again: what was refused is no order to go on with. */
    @Test
    void aRetryDoesNotChangeThat() throws Exception {
        run("retry(2) { ackEdgeScaleOut(count: 2, dryrun: true) }", Result.FAILURE);
        assertEquals(List.of(), ack.exchanges());
    }

    @Test
    void theSnippetGeneratorSaysWhatIsWrong() throws Exception {
        SnippetizerTester tester = new SnippetizerTester(jenkins);
        tester.assertGenerateSnippet(
                "{'stapler-class':'" + AckEdgeScaleOutStep.class.getName() + "', 'count':'1O', 'workerPeriod':'x'}",
                "io.jenkins.plugins.ackedge.pipeline.AckEdgeStep$WrongFieldsException: count '1O' must be a whole number from"
                        + " 1 to 100; workerPeriod 'x' must be one of 1, 2, 3, 6, 12, 24, 36, 48, 60",
                null);
    }
}
