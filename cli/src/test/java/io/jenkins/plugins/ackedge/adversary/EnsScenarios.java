package io.jenkins.plugins.ackedge.adversary;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * All attacks on orders of ENS machines. Most are rare: they are relatives of each other and of those on the other routes,
 * and each start of the program costs a processor most of a second. What is always tried is named here, one or two of each
 * kind; scenarios that last as long as a look for an order are not among them.
 */
final class EnsScenarios {
    private static final List<String> ALWAYS = List.of(
            // Answers to an order.
            "in doubt after a connection closed without a word:",
            "in doubt after 307 to itself:",
            "in doubt after 503 with Retry-After: 0:",
            "in doubt after an acceptance that names nothing:",
            "in doubt after a refusal that names machines:",
            "in doubt after a refusal of a part of the order:",
            "accepted with one id of two:",
            "accepted with ids in an object",
            "never an answer:",
            "throttled, although it was carried out",
            "refused for StockNotEnough:",
            // Lists of machines and nodes.
            "in doubt, machines appear after 65 s",
            "odd, machines appear after 10 s",
            "by name alone, total zero:",
            "by tag alone, which the list of machines does not show",
            "something in front of the name",
            "our name, but another order's tag",
            "without an instance id, by host name",
            "has the same address and is another machine",
            // A machine that does not join.
            "restarted once, answered by a connection closed without a word",
            "does not join even so",
            "killed when a machine is being restarted",
            "joins while the join script is fetched",
            "cannot be read in full",
            "tells of nodes and shows none",
            // What is given back.
            "released, answered by 500 without an end",
            "machines that lists hold for ours",
            "only the vendor's answer names",
            "killed when a machine is being released",
            // Price and stock.
            "the price 1e-400:",
            "a price above the limit by little",
            "the stock 0:",
            "the price is forbidden",
            // Join scripts, secrets, texts.
            "a join script cut off",
            "a join script in a refusal's message",
            "repeats the whole request",
            "an acceptance that repeats every secret",
            "control characters in names, states and addresses",
            // Kills.
            "killed right after the order was billed",
            "killed while it looks for the order",
            "killed before the order, at join script");

    private EnsScenarios() {}

    static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>();
        List<Scenario> every = Stream.of(
                        EnsAnswers.scenarios(),
                        EnsLooks.scenarios(),
                        EnsNodes.scenarios(),
                        EnsRepairs.scenarios(),
                        EnsReleases.scenarios(),
                        EnsPrices.scenarios(),
                        EnsScripts.scenarios(),
                        EnsKills.scenarios())
                .flatMap(Collection::stream)
                .toList();
        for (String words : ALWAYS) {
            if (every.stream().filter(s -> s.name().contains(words)).count() != 1) {
                throw new IllegalStateException("not one scenario, but none or several: " + words);
            }
        }
        for (Scenario scenario : every) {
            all.add(ALWAYS.stream().anyMatch(scenario.name()::contains) ? scenario : scenario.rare());
        }
        return all;
    }
}
