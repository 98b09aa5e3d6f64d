package io.jenkins.plugins.ackedge.cli;

import io.jenkins.plugins.ackedge.scaleout.OrderRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ack-edge status}: what a state file says. */
@Command(
        name = "status",
        description = "Tells what the file of an order says. Asks nobody, orders nothing, and changes nothing.",
        mixinStandardHelpOptions = true,
        versionProvider = AckEdge.Version.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:the file has been read, whatever it says",
            "1:anything else",
            "2:there is no order in the file"
        })
final class StatusCommand implements Callable<Integer> {
    @Option(
            names = "--state-file",
            paramLabel = "FILE",
            description = "The file that was given to scale-out. Required.")
    private String stateFile;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() throws UsageException, OutputException {
        List<Misuse> wrong = new ArrayList<>();
        if (stateFile == null) {
            wrong.add(new Misuse("--state-file", null, "is missing: it is required"));
        }
        output.check(wrong);
        if (!wrong.isEmpty()) {
            throw UsageException.of(wrong);
        }
        OrderRecord record = StateFile.record(stateFile);
        Report.of(record, message(record)).print(output.format(), Streams.OUT);
        Optional<String> fault = Streams.RESULT.fault();
        if (fault.isPresent()) {
            throw new OutputException(
                    "the result could not be written to standard output (" + fault.get() + ")", ExitCode.DONE);
        }
        return ExitCode.DONE;
    }

    private static String message(OrderRecord record) {
        if (!record.getMessage().isEmpty()) {
            return record.getMessage();
        }
        return switch (record.getState()) {
            case PLANNED -> "Planned; nothing was ordered when this was written.";
            case SUBMITTING, UNKNOWN ->
                "The order was sent, and its outcome was not known when this was written. Run scale-out again with the same"
                        + " file to look for it.";
            default ->
                "Task " + record.getTaskId()
                        + " was under way when this was written. Run scale-out again with the same file"
                        + " to wait for it.";
        };
    }
}
