package io.jenkins.plugins.ackedge.cli;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The terminal that standard error is, if it is one. Java knows of one on standard input and output alone, so the system's
 * own tools are asked; wherever they cannot be, it is taken to be none.
 */
final class ErrorTerminal {
    private static final long PATIENCE_SECONDS = 2;
    private static final int USUAL_COLUMNS = 80;

    private volatile boolean isStale = true;
    private int columns = USUAL_COLUMNS;

    private ErrorTerminal() {}

    /**
     * Empty where nobody sees a terminal, or a row that moves would be in somebody's way: in continuous integration, and on
     * a terminal that can do nothing but print.
     */
    static Optional<ErrorTerminal> find(Map<String, String> environment) {
        String term = environment.getOrDefault("TERM", "dumb");
        boolean isPlain = term.isEmpty()
                || term.equals("dumb")
                || !environment.getOrDefault("CI", "").isEmpty();
        if (isPlain || ask("test -t 2 && echo yes").filter("yes"::equals).isEmpty()) {
            return Optional.empty();
        }
        ErrorTerminal terminal = new ErrorTerminal();
        terminal.listenForResize();
        return Optional.of(terminal);
    }

    /** How wide it is now. Asked again only after it was told to have changed. */
    int columns() {
        if (isStale) {
            isStale = false;
            columns = ask("stty size <&2")
                    .filter(size -> size.matches("\\d{1,5} \\d{1,5}"))
                    .map(size -> Integer.parseInt(size.substring(size.indexOf(' ') + 1)))
                    .filter(width -> width > 0)
                    .orElse(USUAL_COLUMNS);
        }
        return columns;
    }

    /** There is no public interface for it; without this one the first width stays. */
    private void listenForResize() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object listener = Proxy.newProxyInstance(
                    ErrorTerminal.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        isStale = true;
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("WINCH"), listener);
        } catch (ReflectiveOperationException e) {
            System.getLogger(ErrorTerminal.class.getName())
                    .log(System.Logger.Level.DEBUG, "A terminal that changes its size is not heard of", e);
        }
    }

    /** One line that a shell says, whose standard error is ours. */
    private static Optional<String> ask(String script) {
        Process shell;
        try {
            shell = new ProcessBuilder("sh", "-c", script)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            return Optional.empty(); // a system without a shell
        }
        try {
            if (!shell.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return Optional.empty();
            }
            return Optional.of(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            shell.destroyForcibly();
        }
    }
}
