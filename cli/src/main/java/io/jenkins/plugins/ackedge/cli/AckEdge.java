package io.jenkins.plugins.ackedge.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program {@code ack-edge}. */
@Command(
        name = "ack-edge",
        description =
                "Adds ENS nodes to a managed edge Kubernetes cluster (ACK Edge) of Alibaba Cloud: ordered once, watched to"
                        + " the end.",
        subcommands = {ScaleOutCommand.class, WaitCommand.class, HelpCommand.class},
        mixinStandardHelpOptions = true,
        versionProvider = AckEdge.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nSecrets come from the environment, never from arguments:%n",
        footer = {
            "  ALIBABA_CLOUD_ACCESS_KEY_ID      AccessKey ID",
            "  ALIBABA_CLOUD_ACCESS_KEY_SECRET  AccessKey secret",
            "  ALIBABA_CLOUD_SECURITY_TOKEN     security token of a temporary key, if it is one",
            "  ACK_EDGE_LOGIN_PASSWORD          password of the new nodes, unless --key-pair is given"
        })
public final class AckEdge {
    private static final int HELP_WIDTH = 110;

    AckEdge() {}

    public static void main(String[] args) {
        // What the job has to say it says through its listener; logs of libraries would only stand in between.
        LogManager.getLogManager().reset();
        Logger.getLogger("").setLevel(Level.OFF);
        int exit = commandLine().execute(args);
        Optional<String> fault = Streams.RESULT.fault();
        if (exit == ExitCode.DONE && fault.isPresent()) { // a help or a version; a result has its own words
            Streams.ERR.println("ack-edge: standard output could not be written (" + fault.get() + ")");
            exit = ExitCode.OTHER;
        }
        // Not System.exit: where the locale cannot spell the current folder, that ends in a stack trace instead. There
        // is
        // nothing left that a hook would have to do.
        Runtime.getRuntime().halt(exit);
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new AckEdge());
        // Also where the locale knows no more than ASCII: texts hold other characters, and JSON is UTF-8 by definition.
        commandLine.setOut(new PrintWriter(Streams.OUT, true));
        commandLine.setErr(new PrintWriter(Streams.ERR, true));
        commandLine.setUsageHelpWidth(HELP_WIDTH);
        commandLine.setParameterExceptionHandler((e, arguments) -> misused(e));
        commandLine.setExecutionExceptionHandler((e, command, parsed) -> {
            String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            command.getErr().println("ack-edge: " + message);
            if (e instanceof OutputException output) {
                return output.exit();
            }
            return e instanceof UsageException ? ExitCode.INVALID : ExitCode.OTHER;
        });
        return commandLine;
    }

    /** One line, and no value of an option that does not exist: it may be a password. */
    private static int misused(ParameterException e) {
        String message = e.getMessage();
        if (e instanceof UnmatchedArgumentException unmatched) {
            String names = unmatched.getUnmatched().stream()
                    .filter(argument -> argument.startsWith("-"))
                    .map(argument -> argument.replaceFirst("=.*", ""))
                    .collect(Collectors.joining(", "));
            message = names.isEmpty() ? "there is an argument that is no option" : "unknown option: " + names;
        }
        CommandLine command = e.getCommandLine();
        command.getErr()
                .println("ack-edge: " + message + "; '"
                        + command.getCommandSpec().qualifiedName() + " --help' tells what there is");
        return ExitCode.INVALID;
    }

    /** The version that the jar's manifest names. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = AckEdge.class.getPackage().getImplementationVersion();
            return new String[] {"ack-edge " + (version == null ? "(not packaged)" : version)};
        }
    }
}
