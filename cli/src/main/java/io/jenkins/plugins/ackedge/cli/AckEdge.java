package io.jenkins.plugins.ackedge.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program {@code ack-edge}. */
@Command(
        name = "ack-edge",
        description =
                "Adds ENS nodes to a managed edge Kubernetes cluster (ACK Edge) of Alibaba Cloud: ordered once, watched to"
                        + " the end.",
        subcommands = {
            ScaleOutCommand.class,
            WaitCommand.class,
            StatusCommand.class,
            AutoComplete.GenerateCompletion.class,
            HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = AckEdge.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nSecrets come from the environment or the vendor's file, never from arguments:%n",
        footer = {
            "  ACK_EDGE_LOGIN_PASSWORD          password of the new nodes, unless --key-pair is given",
            "",
            "The access key is the first of these that is there; --profile NAME goes before all of them:",
            "  ALIBABA_CLOUD_ACCESS_KEY_ID      AccessKey ID, with",
            "  ALIBABA_CLOUD_ACCESS_KEY_SECRET  AccessKey secret, and",
            "  ALIBABA_CLOUD_SECURITY_TOKEN     security token of a temporary key, if it is one",
            "  ALIBABA_CLOUD_PROFILE            profile of ~/.aliyun/config.json; default: the current one",
            "  ALIBABA_CLOUD_ECS_METADATA       RAM role of the ECS instance that this runs on",
            "",
            "A key of the environment or of the instance may assume a RAM role, which is renewed as long as it is needed:",
            "  ALIBABA_CLOUD_ROLE_ARN           the role, acs:ram::ACCOUNT:role/NAME",
            "  ALIBABA_CLOUD_ROLE_SESSION_NAME  name of the session; default: ack-edge-USER",
            "  ALIBABA_CLOUD_EXTERNAL_ID        external ID, if the role's trust policy asks for one",
            "  ALIBABA_CLOUD_STS_REGION         region of STS; default: sts.aliyuncs.com",
            "  ALIBABA_CLOUD_STS_ENDPOINT       another address of STS; https only, loopback apart",
            "",
            "And so does the way to the control plane, as curl takes it:",
            "  HTTPS_PROXY, ALL_PROXY           proxy, such as http://user:password@proxy.example.com:3128 or socks5h://...",
            "  NO_PROXY                         hosts without it: names (and all below), addresses, CIDR blocks, or *",
            "  SSL_CERT_FILE                    certificates to trust, unless --ca-file is given"
        })
public final class AckEdge {
    private static final int HELP_WIDTH = 110;

    /** What may be shown of an argument that is no option: a mistyped command is one, a password is none. */
    private static final Pattern WORD = Pattern.compile("[a-z-]{1,20}");

    AckEdge() {}

    public static void main(String[] args) {
        // What the job has to say it says through its listener; logs of libraries would only stand in between.
        LogManager.getLogManager().reset();
        Logger.getLogger("").setLevel(Level.OFF);
        System.setErr(Streams.ERR);
        int exit = run(args);
        Optional<String> fault = Streams.RESULT.fault();
        if (exit == ExitCode.DONE && fault.isPresent()) { // a help or a version; a result has its own words
            Streams.ERR.println("ack-edge: standard output could not be written (" + fault.get() + ")");
            exit = ExitCode.OTHER;
        }
        Streams.drainErrors();
        // Not System.exit: where the locale cannot spell the current folder, that ends in a stack trace instead. No
        // hook
        // has anything left to do.
        Runtime.getRuntime().halt(exit);
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new AckEdge());
        // Also where the locale knows no more than ASCII: texts hold other characters, and JSON is UTF-8 by definition.
        commandLine.setOut(new PrintWriter(Streams.OUT, true));
        commandLine.setErr(new PrintWriter(Streams.ERR, true));
        commandLine.setUsageHelpWidth(HELP_WIDTH);
        // Whether standard output is a terminal Java cannot tell, so there are no colours.
        commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        // One reading of each value: what a careless copy leaves at its ends, such as a carriage return, is left out.
        commandLine.registerConverter(String.class, String::strip);
        commandLine.registerConverter(Boolean.class, AckEdge::flag);
        commandLine.registerConverter(boolean.class, AckEdge::flag);
        return commandLine;
    }

    private static Boolean flag(String value) {
        String word = value.strip();
        if (!word.equals("true") && !word.equals("false")) {
            throw new TypeConversionException("'" + word + "' must be true or false");
        }
        return Boolean.valueOf(word);
    }

    private static int run(String[] args) {
        CommandLine commandLine = commandLine();
        commandLine.setParameterExceptionHandler((e, arguments) -> misused(e, OutputFormat.asked(commandLine(), args)));
        commandLine.setExecutionExceptionHandler(
                (e, command, parsed) -> failed(e, OutputFormat.asked(commandLine(), args)));
        return commandLine.execute(args);
    }

    private static int failed(Exception e, OutputFormat format) {
        if (e instanceof OutputException output) {
            say(e.getMessage());
            return output.exit();
        }
        boolean isMisuse = e instanceof UsageException;
        String message = isMisuse ? e.getMessage() : "internal error (" + e + "); --verbose tells where";
        say(message + (VerboseLog.isOn() && !isMisuse ? VerboseLog.trace(e) : ""));
        if (format == OutputFormat.JSON) {
            (e instanceof UsageException misuse ? Report.of(misuse) : Report.of(message)).print(format, Streams.OUT);
        }
        return isMisuse ? ExitCode.INVALID : ExitCode.OTHER;
    }

    private static void say(String message) {
        Streams.ERR.println("ack-edge: " + message);
    }

    /** No value of an option that does not exist: it may be a password. */
    private static int misused(ParameterException e, OutputFormat format) {
        List<Misuse> wrong = new ArrayList<>();
        String message = Misuse.shown(e.getMessage());
        if (e instanceof UnmatchedArgumentException unmatched) {
            message = unknown(unmatched, wrong);
        }
        if (wrong.isEmpty()) {
            ArgSpec about = e instanceof OverwrittenOptionException twice ? twice.getOverwritten() : e.getArgSpec();
            String option = about instanceof OptionSpec spec ? spec.longestName() : "";
            wrong.add(new Misuse(option, null, message));
        }
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        return failed(UsageException.of(message + "; '" + command + " --help' tells what there is", wrong), format);
    }

    private static String unknown(UnmatchedArgumentException e, List<Misuse> wrong) {
        List<String> arguments = e.getUnmatched();
        boolean isCommand = e.getCommandLine().getParent() == null
                && WORD.matcher(arguments.get(0)).matches();
        List<String> names = arguments.stream()
                .filter(argument -> argument.startsWith("-"))
                .map(argument -> Misuse.shown(argument.replaceFirst("(?s)=.*", "")))
                .toList();
        if (!isCommand) {
            names.forEach(name -> wrong.add(new Misuse(name, null, "is no option")));
        }
        String close = e.getSuggestions().isEmpty()
                ? ""
                : " (did you mean " + e.getSuggestions().get(0) + "?)";
        if (isCommand) {
            return "unknown command: " + arguments.get(0) + close;
        }
        return names.isEmpty()
                ? "there is an argument that is no option"
                : "unknown option: " + String.join(", ", names) + close;
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
