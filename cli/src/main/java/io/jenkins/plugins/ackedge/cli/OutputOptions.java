package io.jenkins.plugins.ackedge.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** How a command tells its end, and how much it tells on the way. */
final class OutputOptions {
    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "How the result is printed: text or json. Default: ${DEFAULT-VALUE}.")
    private String output;

    @Option(
            names = "--verbose",
            description =
                    "Also tell of requests, the status and code of replies, pauses, and where a fault came from, on"
                            + " standard error. Never a secret.")
    private boolean verbose;

    /** Adds what is wrong, and begins to tell more if that is asked for. */
    void check(List<Misuse> wrong) {
        if (!output.equals("text") && !output.equals("json")) {
            wrong.add(new Misuse("--output", output, "must be text or json"));
        }
        if (verbose) {
            VerboseLog.begin(Streams.ERR);
        }
    }

    boolean isVerbose() {
        return verbose;
    }

    /** Only after the check. */
    OutputFormat format() {
        return output.equals("json") ? OutputFormat.JSON : OutputFormat.TEXT;
    }
}
