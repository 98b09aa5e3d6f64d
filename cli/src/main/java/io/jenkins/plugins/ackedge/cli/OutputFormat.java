package io.jenkins.plugins.ackedge.cli;

import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** How an end is told on standard output. */
enum OutputFormat {
    /** Lines for people; nothing where there is no result. */
    TEXT,
    /** One JSON object, at every end. */
    JSON;

    /** What these arguments ask for, also if they are not valid otherwise. */
    static OutputFormat asked(CommandLine lenient, String[] arguments) {
        lenient.setUnmatchedArgumentsAllowed(true);
        collectErrors(lenient);
        ParseResult result = lenient.parseArgs(arguments);
        while (result.hasSubcommand()) {
            result = result.subcommand();
        }
        return JSON.word().equals(result.matchedOptionValue("--output", "")) ? JSON : TEXT;
    }

    private static void collectErrors(CommandLine command) {
        command.getCommandSpec().parser().collectErrors(true);
        command.getSubcommands().values().forEach(OutputFormat::collectErrors);
    }

    String word() {
        return this == JSON ? "json" : "text";
    }
}
