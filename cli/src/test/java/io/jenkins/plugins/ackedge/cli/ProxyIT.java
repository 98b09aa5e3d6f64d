package io.jenkins.plugins.ackedge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The proxy that the environment names, by curl's conventions. */
class ProxyIT {
    private static final String PASSWORD = "p@ss:w%rd+1";
    private static final String SPELT = "ci:p%40ss%3Aw%25rd+1";

    @TempDir
    Path folder;

    @TempDir
    Path files;

    private Scene scene;
    private ConnectProxy open;
    private ConnectProxy guarded;
    private AckEdgeCommand order;

    @BeforeEach
    void begin() throws Exception {
        OwnCertificate certificate = OwnCertificate.in(files, "ip:127.0.0.1");
        scene = Scene.https(folder, certificate.server());
        open = new ConnectProxy(null);
        guarded = new ConnectProxy("ci:" + PASSWORD);
        order = scene.order().with("--ca-file=" + certificate.pem());
    }

    @AfterEach
    void end() throws Exception {
        scene.close();
        open.close();
        guarded.close();
    }

    private AckEdgeEnd assertNothingTold(AckEdgeEnd end) throws Exception {
        for (String secret : List.of(PASSWORD, SPELT, "p%40ss", "Basic ")) {
            assertFalse(end.out().contains(secret), end::toString);
            assertFalse(end.err().contains(secret), end::toString);
        }
        scene.assertNoSecretInFiles();
        return end;
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"})
    void isAskedForTheControlPlane(String variable) throws Exception {
        order.env(variable, "http://" + open.address()).run().assertExit(0);
        assertEquals(Set.of("127.0.0.1:" + scene.simulator.port()), Set.copyOf(open.asked()));
        assertEquals(1, scene.sent());
    }

    @Test
    void smallLettersGoBeforeCapitalsAndTheSchemeBeforeAll() throws Exception {
        order.env("https_proxy", open.address())
                .env("HTTPS_PROXY", "127.0.0.1:1")
                .env("all_proxy", "127.0.0.1:1")
                .run()
                .assertExit(0);
        assertFalse(open.asked().isEmpty());
    }

    @Test
    void learnsUserAndPasswordAndNobodyElseDoes() throws Exception {
        AckEdgeEnd end = order.env("HTTPS_PROXY", "http://" + SPELT + "@" + guarded.address() + "/")
                .run()
                .assertExit(0);
        assertNothingTold(end);
        assertFalse(guarded.asked().isEmpty());
        assertEquals(List.of(), guarded.refused());
        assertEquals(1, scene.sent());
    }

    @Test
    void thatDoesNotKnowTheUserEndsItAtOnce() throws Exception {
        AckEdgeEnd wrong = order.env("HTTPS_PROXY", "http://ci:w@" + guarded.address())
                .run()
                .assertExit(3)
                .assertSays(
                        "does not accept the user and the password",
                        "nothing was sent",
                        "Check the proxy that the environment names: its user");
        assertFalse(wrong.err().contains("ACK refused"), wrong::toString);
        order.env("HTTPS_PROXY", "http://" + guarded.address())
                .run()
                .assertExit(3)
                .assertSays("wants a user and a password");
        assertEquals(List.of(), scene.simulator.exchanges());
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "*", "example.com, 127.0.0.0/8"})
    void isNotAskedForHostsWithoutOne(String list) throws Exception {
        order.env("HTTPS_PROXY", "127.0.0.1:1").env("NO_PROXY", list).run().assertExit(0);
        order.with("--state-file=" + folder.resolve("other.json"), "--dry-run")
                .env("HTTPS_PROXY", "127.0.0.1:1")
                .env("no_proxy", list)
                .run()
                .assertExit(0);
    }

    @Test
    void isNotAskedForALoopbackAddressWithoutTls(@TempDir Path elsewhere) throws Exception {
        try (Scene plain = Scene.in(elsewhere)) {
            plain.order()
                    .env("HTTPS_PROXY", open.address())
                    .env("ALL_PROXY", open.address())
                    .env("http_proxy", open.address())
                    .run()
                    .assertExit(0);
        }
        assertEquals(List.of(), open.asked());
        assertEquals(List.of(), open.refused());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ci:Sesame@proxy.example.com",
                "ftp://ci:Sesame@x:1",
                "http://ci:Sesame@",
                "http://ci:Sesame@x:99999",
                "http://ci:Sesame%zz@x:1",
                "socks5h://ci:Sesame@x:1",
                "http://ci:Sesame@x:1/path"
            })
    void thatIsNoneIsRefusedWithoutBeingShown(String value) throws Exception {
        AckEdgeEnd end =
                order.env("HTTPS_PROXY", value).run().assertExit(2).assertSays("HTTPS_PROXY", "nothing was sent");
        assertFalse((end.err() + end.out()).contains("Sesame"), end::toString);
        assertEquals(
                "HTTPS_PROXY",
                end.json().path("violations").path(0).path("option").asText());
    }

    @Test
    void isToldOfInTheHelp() throws Exception {
        String help = AckEdgeCommand.of("--help").run().out();
        for (String word : List.of("HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE")) {
            assertTrue(help.contains(word), help);
        }
    }
}
