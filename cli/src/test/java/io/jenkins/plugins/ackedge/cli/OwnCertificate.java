package io.jenkins.plugins.ackedge.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/** A certificate that nobody trusts who does not know it, made by Java's own tool. */
final class OwnCertificate {
    private static final String PASSWORD = "changeit";

    private final Path store;
    private final Path pem;

    private OwnCertificate(Path store, Path pem) {
        this.store = store;
        this.pem = pem;
    }

    /** @param names as in {@code ip:127.0.0.1,dns:localhost} */
    static OwnCertificate in(Path folder, String names) throws Exception {
        OwnCertificate certificate = new OwnCertificate(folder.resolve("own.p12"), folder.resolve("own.pem"));
        certificate.keytool(
                "-genkeypair",
                "-alias",
                "own",
                "-keyalg",
                "EC",
                "-dname",
                "CN=a test,O=ack-edge",
                "-ext",
                "san=" + names,
                "-ext",
                "bc:critical=ca:true");
        certificate.keytool("-exportcert", "-alias", "own", "-rfc", "-file", certificate.pem.toString());
        return certificate;
    }

    private void keytool(String... arguments) throws Exception {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        line.addAll(Arrays.asList(arguments));
        line.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertTrue(
                process.waitFor(AckEdgeProcess.PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0, said);
    }

    /** Of a server that shows it. */
    SSLSocketFactory server() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context.getSocketFactory();
    }

    Path pem() {
        return pem;
    }
}
