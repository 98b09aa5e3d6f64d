package io.jenkins.plugins.ackedge.cli;

import io.jenkins.plugins.ackedge.scaleout.FileFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/** Whose certificates count: those of Java, or those in the file that {@code --ca-file} or {@code SSL_CERT_FILE} names. */
final class Trust {
    static final String OPTION = "--ca-file";
    static final String VARIABLE = "SSL_CERT_FILE";

    private final SSLContext context;
    private final X509TrustManager manager;

    private Trust(SSLContext context, X509TrustManager manager) {
        this.context = context;
        this.manager = manager;
    }

    /**
     * @param option the option's value, which wins over the environment; null for none
     * @throws UsageException if the file has no certificates
     */
    static Trust of(String option, Map<String, String> environment) throws UsageException {
        String variable = environment.getOrDefault(VARIABLE, "");
        String source = option != null ? OPTION : VARIABLE;
        String file = option != null ? option : variable;
        try {
            X509TrustManager manager = new NamingTrustManager(manager(file.isEmpty() ? null : store(source, file)));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager}, null);
            return new Trust(context, manager);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java has no TLS", e);
        }
    }

    void applyTo(OkHttpClient.Builder client) {
        client.sslSocketFactory(context.getSocketFactory(), manager);
    }

    private static X509TrustManager manager(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("no trust manager for certificates");
    }

    private static KeyStore store(String source, String file) throws UsageException, GeneralSecurityException {
        Collection<? extends Certificate> certificates;
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            certificates = CertificateFactory.getInstance("X.509").generateCertificates(in);
        } catch (CertificateException e) {
            throw misused(source, file, "holds something that is no certificate in PEM form");
        } catch (InvalidPathException e) {
            throw misused(source, file, "is no name of a file here");
        } catch (IOException e) {
            throw misused(source, file, "cannot be read: " + FileFault.reason(e));
        }
        if (certificates.isEmpty()) {
            throw misused(source, file, "holds no certificate in PEM form");
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new IllegalStateException("an empty store is read from nowhere", e);
        }
        int number = 0;
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("ca-" + ++number, certificate);
        }
        return store;
    }

    private static UsageException misused(String source, String file, String rule) {
        return UsageException.of(new Misuse(source, file, rule + "; nothing was sent"));
    }
}
