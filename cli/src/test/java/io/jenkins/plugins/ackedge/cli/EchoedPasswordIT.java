package io.jenkins.plugins.ackedge.cli;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.jenkins.plugins.ackedge.simulator.Fault;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A control plane that repeats the node password in a refusal: what the program says of it, and keeps, does not. */
class EchoedPasswordIT {
    @TempDir
    Path folder;

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments(
                        Fault.ackError(400, "InvalidPassword", "login_password Hello1234! is too weak"),
                        "login_password **** is too weak"),
                arguments(Fault.plainTextError(400, "refused {\"login_password\":\"Hello1234!\"}"), "****"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("refusals")
    void isMasked(Fault refusal, String says) throws Exception {
        try (Scene scene = Scene.in(folder)) {
            scene.onOrder(refusal);
            scene.assertTruthful(scene.order().run()).assertExit(3).assertSays(says);
        }
    }
}
