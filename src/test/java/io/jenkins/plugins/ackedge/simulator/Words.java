package io.jenkins.plugins.ackedge.simulator;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Operations, faults and endings by the words of the command line: {@code reset-after}, {@code delay:3000}. */
final class Words {
    private static final Map<String, Function<String, Fault>> FAULTS = new TreeMap<>();
    private static final Map<String, Function<String, TaskEnding>> ENDINGS = new TreeMap<>();

    static {
        plain("throttled", Fault::throttled);
        FAULTS.put("throttled-429", argument -> Fault.throttled429(number(argument, 2)));
        plain("busy", Fault::busy);
        FAULTS.put("server-error-before", argument -> Fault.serverErrorBefore(serverError(argument)));
        FAULTS.put("server-error-after", argument -> Fault.serverErrorAfter(serverError(argument)));
        plain("reset-before", Fault::resetBefore);
        plain("reset-after", Fault::resetAfter);
        plain("timeout-before", Fault::timeoutBefore);
        plain("timeout-after", Fault::timeoutAfter);
        FAULTS.put("delay", argument -> Fault.delay(number(argument, 5000)));
        FAULTS.put("delay-before", argument -> Fault.delayBefore(number(argument, 5000)));
        plain("xml-error", () -> Fault.xmlError(400, "InvalidParameter", "The parameter is not valid."));
        plain("plain-text-error", () -> Fault.plainTextError(500, "code=415, message=Unsupported Media Type"));
        plain(
                "capitalised-error",
                () -> Fault.capitalisedError(400, "InvalidParameter", "The parameter is not valid."));
        plain("ack-error", () -> Fault.ackError(400, "InvalidParameter", "The parameter is not valid."));
        plain("access-denied", Fault::accessDenied);
        plain("task-not-found", Fault::taskNotFound);
        FAULTS.put("redirect", argument -> Fault.redirect(argument == null ? "/elsewhere" : argument));
        plain("truncated-after", Fault::truncatedAfter);
        FAULTS.put("huge-after", argument -> Fault.hugeAfter(number(argument, 2 * 1024 * 1024)));
        plain("not-json-after", Fault::notJsonAfter);
        plain("empty-after", Fault::emptyAfter);
        plain("without-task-id-after", Fault::withoutTaskIdAfter);
        plain("gone", Fault::gone);
        plain("nonce-used", Fault::nonceUsed);
        plain("no-permission", Fault::noPermission);
        plain("stock-not-enough", Fault::stockNotEnough);
        plain("order-failed", Fault::orderFailed);
        plain("without-instance-ids-after", Fault::withoutInstanceIdsAfter);
        FAULTS.put("fewer-instance-ids-after", argument -> Fault.fewerInstanceIdsAfter(number(argument, 1)));
        plain("wrapped-instance-ids-after", Fault::wrappedInstanceIdsAfter);

        ENDINGS.put("success", argument -> none(argument, TaskEnding.success()));
        ENDINGS.put("partial-success", argument -> TaskEnding.partialSuccess(number(argument, 1)));
        ENDINGS.put("fail", argument -> none(argument, TaskEnding.fail("NodeInitFailed", "the nodes did not start")));
        ENDINGS.put(
                "failed", argument -> none(argument, TaskEnding.failed("NodeInitFailed", "the nodes did not start")));
        ENDINGS.put("canceled", argument -> none(argument, TaskEnding.canceled()));
        ENDINGS.put("cancelled", argument -> none(argument, TaskEnding.cancelled()));
        ENDINGS.put("never", argument -> none(argument, TaskEnding.never()));
    }

    private Words() {}

    private static void plain(String word, Supplier<Fault> fault) {
        FAULTS.put(word, argument -> none(argument, fault.get()));
    }

    /**
     * @throws IllegalArgumentException with a message for the person at the keyboard
     */
    static Operation operation(String word) {
        for (Operation operation : Operation.values()) {
            if (operation.word().equals(word)) {
                return operation;
            }
        }
        throw new IllegalArgumentException("unknown operation '" + word + "'");
    }

    static Fault fault(String word) {
        return find(FAULTS, "fault", word);
    }

    static TaskEnding ending(String word) {
        return find(ENDINGS, "ending", word);
    }

    static Joining joining(String word) {
        for (Joining joining : Joining.values()) {
            if (joining.word().equals(word)) {
                return joining;
            }
        }
        throw new IllegalArgumentException("unknown joining '" + word + "'; known: " + joinings());
    }

    static String joinings() {
        return Arrays.stream(Joining.values()).map(Joining::word).collect(Collectors.joining(", "));
    }

    static String faults() {
        return String.join(", ", FAULTS.keySet());
    }

    static String endings() {
        return String.join(", ", ENDINGS.keySet());
    }

    private static <T> T find(Map<String, Function<String, T>> words, String kind, String word) {
        int colon = word.indexOf(':');
        String name = colon < 0 ? word : word.substring(0, colon);
        Function<String, T> maker = words.get(name);
        if (maker == null) {
            throw new IllegalArgumentException(
                    "unknown " + kind + " '" + name + "'; known: " + String.join(", ", words.keySet()));
        }
        return maker.apply(colon < 0 ? null : word.substring(colon + 1));
    }

    private static <T> T none(String argument, T value) {
        if (argument != null) {
            throw new IllegalArgumentException("':" + argument + "' is one word too many");
        }
        return value;
    }

    private static int serverError(String argument) {
        int status = number(argument, 503);
        if (status < 500 || status > 599) {
            throw new IllegalArgumentException("'" + argument + "' is not a status from 500 to 599");
        }
        return status;
    }

    private static int number(String argument, int usual) {
        if (argument == null) {
            return usual;
        }
        if (!argument.matches("[1-9]\\d{0,8}")) {
            throw new IllegalArgumentException("'" + argument + "' is not a number from 1 on");
        }
        return Integer.parseInt(argument);
    }
}
