package io.jenkins.plugins.ackedge.cli;

import io.jenkins.plugins.ackedge.scaleout.Check;
import io.jenkins.plugins.ackedge.scaleout.Order;
import io.jenkins.plugins.ackedge.scaleout.OrderStore;
import io.jenkins.plugins.ackedge.scaleout.Origin;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import io.jenkins.plugins.ackedge.scaleout.Parameters;
import io.jenkins.plugins.ackedge.scaleout.ScaleOuts;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ack-edge wait}: watch a task that is under way. */
@Command(
        name = "wait",
        description =
                "Waits for the end of an ACK task, for example one that was ordered with --no-wait. Orders nothing.",
        mixinStandardHelpOptions = true,
        versionProvider = AckEdge.Version.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:the task succeeded, with all its instances",
            "1:anything else",
            "2:parameters not valid",
            "3:there is no such task",
            "4:the task failed or was cancelled",
            "5:the wait ended before the task: the time was up, or ACK refused to tell of it"
        })
final class WaitCommand implements Callable<Integer> {
    @Option(
            names = "--task-id",
            paramLabel = "ID",
            description = "The task, for example T-5a54309c80282e39ea00002f. Required.")
    private String taskId;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws Exception {
        List<Misuse> wrong = new ArrayList<>();
        if (taskId == null) {
            wrong.add(new Misuse("--task-id", null, "is missing: it is required"));
        } else {
            Check.taskId(taskId).ifPresent(rule -> wrong.add(new Misuse("--task-id", taskId, rule)));
        }
        if (common.region == null) {
            wrong.add(new Misuse("--region", null, "is missing: it is required"));
        } else {
            check(Parameter.REGION_ID, common.region, wrong);
        }
        check(Parameter.TIMEOUT_MINS, common.timeoutMins, wrong);
        common.check(wrong);
        if (!wrong.isEmpty()) {
            throw UsageException.of(wrong);
        }
        Parameters parameters = Parameters.none()
                .with(Parameter.REGION_ID, common.region)
                .with(Parameter.TIMEOUT_MINS, common.timeoutMins);
        Order task = ScaleOuts.watching(common.endpoint(), parameters, Origin.of(""));
        return Terminal.open(common).run((all, secrets, listener) -> {
            listener.line("Waiting for task " + taskId + ", for " + common.timeoutMins + " min at most.");
            return all.watch(all.newId(), taskId, task, secrets, OrderStore.inMemory(), listener);
        });
    }

    private static void check(Parameter parameter, String value, List<Misuse> wrong) {
        Check.value(parameter, value).map(Misuse::of).ifPresent(wrong::add);
    }
}
