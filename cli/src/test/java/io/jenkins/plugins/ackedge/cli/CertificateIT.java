package io.jenkins.plugins.ackedge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose certificate is not trusted: it ends at once, says what is not trusted and how to mend it, and sends nothing. */
class CertificateIT {
    @TempDir
    Path folder;

    @TempDir
    Path files;

    private OwnCertificate certificate;
    private Scene scene;

    @BeforeEach
    void begin() throws Exception {
        certificate = OwnCertificate.in(files, "ip:127.0.0.1");
        scene = Scene.https(folder, certificate.server());
    }

    @AfterEach
    void end() {
        scene.close();
    }

    private void assertEndedAtOnce(AckEdgeEnd end) {
        end.assertSays(
                "certificate is not trusted",
                "CN=a test, O=ack-edge",
                "nothing was sent",
                "--ca-file",
                "SSL_CERT_FILE");
        assertFalse(end.err().contains("is still running"), end::toString);
        assertFalse(end.err().contains("larger --timeout-mins"), end::toString);
        assertFalse(end.err().contains("Jenkins"), end::toString);
        assertFalse(end.err().contains("ACK refused"), end::toString);
        assertFalse(end.err().contains("ACK names"), end::toString);
        assertFalse(end.err().contains("trying again"), end::toString);
        assertEquals(List.of(), scene.simulator.exchanges());
    }

    @Test
    void orderEndsAtOnce() throws Exception {
        assertEndedAtOnce(scene.order().run().assertExit(3).assertSays("Nothing was ordered: "));
    }

    @Test
    void dryRunEndsAtOnce() throws Exception {
        assertEndedAtOnce(scene.plainOrder().with("--dry-run").run().assertExit(3));
    }

    @Test
    void waitEndsAtOnce() throws Exception {
        assertEndedAtOnce(AckEdgeCommand.waitFor(scene.simulator.url(), "T-77")
                .run()
                .assertExit(5)
                .assertSays("The wait has ended early: ", "ACK has told nothing of task T-77"));
    }

    @Test
    void optionAndEnvironmentNameWhomToTrust() throws Exception {
        scene.plainOrder()
                .with("--ca-file=" + certificate.pem(), "--no-wait")
                .run()
                .assertExit(0);
        AckEdgeCommand.waitFor(scene.simulator.url(), scene.taskId())
                .env("SSL_CERT_FILE", certificate.pem().toString())
                .run()
                .assertExit(0);
    }

    @Test
    void nameOfTheServerMustBeThatOfTheCertificate(@TempDir Path other) throws Exception {
        OwnCertificate elsewhere = OwnCertificate.in(other, "dns:cs.example.com");
        try (Scene wrong = Scene.https(folder, elsewhere.server())) {
            wrong.plainOrder()
                    .with("--ca-file=" + elsewhere.pem())
                    .run()
                    .assertExit(3)
                    .assertSays("certificate is not trusted", "127.0.0.1 not verified", "nothing was sent");
            assertEquals(List.of(), wrong.simulator.exchanges());
        }
    }

    @Test
    void fileWithoutCertificatesIsNamed() throws Exception {
        Path none = Files.writeString(files.resolve("none.pem"), "nothing\n");
        Path broken = Files.writeString(
                files.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        for (Path file : List.of(none, broken, files.resolve("gone.pem"))) {
            scene.order()
                    .with("--ca-file=" + file)
                    .run()
                    .assertExit(2)
                    .assertSays("--ca-file '" + file, "nothing was sent");
            scene.order()
                    .env("SSL_CERT_FILE", file.toString())
                    .run()
                    .assertExit(2)
                    .assertSays("SSL_CERT_FILE '" + file, "nothing was sent");
        }
        assertEquals(List.of(), scene.simulator.exchanges());
    }
}
