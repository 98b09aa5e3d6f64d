package io.jenkins.plugins.ackedge.simulator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** The arguments of the simulator started by itself. */
final class SimulatorOptions {
    /** A fault that a request of an operation meets, in the order of the command line. */
    record Planned(Operation operation, Fault fault) {}

    private final List<Planned> faults = new ArrayList<>();
    private int port = 18080;
    private long stageMillis = 2000;
    private TaskEnding ending = TaskEnding.success();
    private long ensVisibleMillis;
    private Joining joining = Joining.BY_ITSELF;
    private String ensPrice = "100.00";
    private int ensStock = 1000;
    private boolean help;

    private SimulatorOptions() {}

    /**
     * @throws IllegalArgumentException with a message for the person at the keyboard
     */
    static SimulatorOptions parse(String... args) {
        SimulatorOptions options = new SimulatorOptions();
        for (Iterator<String> rest = Arrays.asList(args).iterator(); rest.hasNext(); ) {
            String name = rest.next();
            switch (name) {
                case "--help", "-h" -> options.help = true;
                case "--port" -> options.port = port(value(name, rest));
                case "--stage-seconds" -> options.stageMillis = millis(name, value(name, rest));
                case "--ens-visible-seconds" -> options.ensVisibleMillis = millis(name, value(name, rest));
                case "--ens-joining" -> options.joining = Words.joining(value(name, rest));
                case "--ens-price" -> options.ensPrice = price(value(name, rest));
                case "--ens-stock" -> options.ensStock = stock(value(name, rest));
                case "--fault" -> options.faults.add(planned(value(name, rest)));
                case "--ending" -> options.ending = Words.ending(value(name, rest));
                default -> throw new IllegalArgumentException("unknown argument '" + name + "'");
            }
        }
        return options;
    }

    private static String value(String name, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(name + " needs a value");
        }
        return rest.next();
    }

    private static int port(String text) {
        int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : -1;
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("--port must be from 0 to 65535, not '" + text + "'");
        }
        return port;
    }

    private static String price(String text) {
        if (!text.matches("\\d{1,9}(\\.\\d{1,2})?")) {
            throw new IllegalArgumentException("--ens-price must be an amount of money, not '" + text + "'");
        }
        return text;
    }

    private static int stock(String text) {
        if (!text.matches("\\d{1,6}")) {
            throw new IllegalArgumentException("--ens-stock must be a number from 0 on, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    private static long millis(String name, String text) {
        if (!text.matches("\\d{1,6}(\\.\\d{1,3})?")) {
            throw new IllegalArgumentException(name + " must be a number of seconds, not '" + text + "'");
        }
        return new BigDecimal(text).movePointRight(3).longValueExact();
    }

    private static Planned planned(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException(
                    "--fault must look like scale-out-cluster=reset-after, not '" + text + "'");
        }
        return new Planned(Words.operation(text.substring(0, equals)), Words.fault(text.substring(equals + 1)));
    }

    boolean help() {
        return help;
    }

    int port() {
        return port;
    }

    long stageMillis() {
        return stageMillis;
    }

    long ensVisibleMillis() {
        return ensVisibleMillis;
    }

    Joining joining() {
        return joining;
    }

    String ensPrice() {
        return ensPrice;
    }

    int ensStock() {
        return ensStock;
    }

    List<Planned> faults() {
        return List.copyOf(faults);
    }

    TaskEnding ending() {
        return ending;
    }
}
