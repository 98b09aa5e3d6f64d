package io.jenkins.plugins.ackedge.freestyle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.ackedge.OnAController;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.transform.stream.StreamSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A job whose XML was written by hand or by a program: what cannot be read of it is refused, and not taken for its default. */
@WithJenkins
class MistypedJobXmlTest extends OnAController {
    private FreeStyleProject job(String builder) throws Exception {
        String xml = "<project><builders>" + builder + "</builders></project>";
        return (FreeStyleProject) jenkins.jenkins.createProjectFromXML(
                "mistyped", new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <order><count>1</count><dryRun>yes</dryRun></order>      | dryRun 'yes' must be true or false
            <order><count>1</count><dryRun>${DRY}</dryRun></order>   | dryRun '${DRY}' must be true or false
            <order><count>1</count><dryrun>true</dryrun></order>     | dryrun is not known
            <order><count>1</count></order><dryRun>true</dryRun>     | dryRun is not known
            <order><count>1</count><noWait>True</noWait></order>     | noWait 'True' must be true or false
            <!-- no order -->                                        | count is missing
            """)
    void ordersNothing(String content, String words) throws Exception {
        String name = AckEdgeScaleOutBuilder.class.getName();
        FreeStyleProject job = job("<" + name + ">" + content + "</" + name + ">");
        Run<?, ?> build = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        jenkins.assertLogContains("parameters not valid, nothing was sent", build);
        jenkins.assertLogContains(words, build);
        jenkins.assertLogNotContains("\tat ", build);

        // A program that saves the job does not make it right.
        job.save();
        job.updateByXml((javax.xml.transform.Source)
                new StreamSource(job.getConfigFile().getFile()));
        jenkins.assertLogContains(words, jenkins.buildAndAssertStatus(Result.FAILURE, job));
        assertEquals(List.of(), ack.exchanges());
    }

    @Test
    void aWaitIsNotGuessedEither() throws Exception {
        String name = AckEdgeWaitTaskBuilder.class.getName();
        FreeStyleProject job =
                job("<" + name + "><taskId>T-1</taskId><cancelOnAbort>nein</cancelOnAbort></" + name + ">");
        Run<?, ?> build = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        jenkins.assertLogContains("cancelOnAbort 'nein' must be true or false", build);
        assertEquals(List.of(), ack.exchanges());
    }

    /** The form shows what will be done, and whoever saves it has decided. */
    @Test
    void savingTheFormMakesItRight() throws Exception {
        String name = AckEdgeScaleOutBuilder.class.getName();
        FreeStyleProject job = job("<" + name + "><order><count>1</count><ensRegionId>cn-beijing-telecom</ensRegionId>"
                + "<dryRun>yes</dryRun></order></" + name + ">");
        jenkins.configRoundtrip(job);
        jenkins.buildAndAssertSuccess(job);
        assertEquals(1, ack.ledger().orders());
    }
}
