package io.jenkins.plugins.ackedge.cli;

import io.jenkins.plugins.ackedge.api.ProxyRefusedException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;

/**
 * The proxy that the environment names, by curl's conventions: {@code https_proxy}, {@code HTTPS_PROXY}, {@code all_proxy},
 * {@code ALL_PROXY}, in this order, unless {@code no_proxy} or {@code NO_PROXY} has the host. Where none is named, what Java
 * was told counts. An address without TLS, which is a loopback one, is never asked for through a proxy: it would see the
 * request.
 */
final class EnvironmentProxy extends ProxySelector {
    private static final List<String> VARIABLES = List.of("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY");
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:([A-Za-z0-9+.-]+)://)?(?:(.*)@)?(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::(\\d{1,5}))?/?");
    private static final int USUAL_PORT = 1080;

    private final Proxy proxy;
    private final String authorization;
    private final NoProxy noProxy;

    private EnvironmentProxy(Proxy proxy, String authorization, NoProxy noProxy) {
        this.proxy = proxy;
        this.authorization = authorization;
        this.noProxy = noProxy;
    }

    /** @throws UsageException if a variable names none; its value, which may hold a password, is not shown */
    static EnvironmentProxy of(Map<String, String> environment) throws UsageException {
        NoProxy noProxy = NoProxy.of(first(environment, List.of("no_proxy", "NO_PROXY")));
        for (String variable : VARIABLES) {
            String value = environment.getOrDefault(variable, "").strip();
            if (!value.isEmpty()) {
                return of(variable, value, noProxy);
            }
        }
        return new EnvironmentProxy(null, null, noProxy);
    }

    private static String first(Map<String, String> environment, List<String> names) {
        return names.stream()
                .map(name -> environment.getOrDefault(name, "").strip())
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static EnvironmentProxy of(String variable, String value, NoProxy noProxy) throws UsageException {
        Matcher m = ADDRESS.matcher(value);
        if (!m.matches()) {
            throw misused(variable, "is no address of a proxy, such as http://proxy.example.com:3128");
        }
        String scheme = m.group(1) == null ? "http" : m.group(1).toLowerCase(Locale.ROOT);
        int port = m.group(4) == null ? USUAL_PORT : Integer.parseInt(m.group(4));
        if (port > 65_535) {
            throw misused(variable, "has a port above 65535");
        }
        InetSocketAddress address =
                InetSocketAddress.createUnresolved(m.group(3).replaceAll("[\\[\\]]", ""), port);
        String user = m.group(2);
        return switch (scheme) {
            case "http" ->
                new EnvironmentProxy(
                        new Proxy(Proxy.Type.HTTP, address), user == null ? null : basic(variable, user), noProxy);
            case "socks5h", "socks5" -> {
                if (user != null) {
                    throw misused(variable, "names a user for a SOCKS proxy, which is not supported");
                }
                yield new EnvironmentProxy(new Proxy(Proxy.Type.SOCKS, address), null, noProxy);
            }
            default -> throw misused(variable, "must begin with http:// or socks5h://");
        };
    }

    private static String basic(String variable, String user) throws UsageException {
        int colon = user.indexOf(':');
        try {
            String name = decoded(colon < 0 ? user : user.substring(0, colon));
            return Credentials.basic(name, colon < 0 ? "" : decoded(user.substring(colon + 1)), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw misused(variable, "has a user or password in which a % is followed by no two hexadecimal digits");
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static UsageException misused(String variable, String rule) {
        return UsageException.of(new Misuse(variable, null, rule + " (its value is not shown); nothing was sent"));
    }

    void applyTo(OkHttpClient.Builder client) {
        client.proxySelector(this).proxyAuthenticator(this::authorized);
    }

    @Override
    public List<Proxy> select(URI uri) {
        if (!"https".equals(uri.getScheme()) || noProxy.has(uri.getHost())) {
            return List.of(Proxy.NO_PROXY);
        }
        if (proxy != null) {
            return List.of(proxy);
        }
        ProxySelector java = ProxySelector.getDefault();
        return java == null ? List.of(Proxy.NO_PROXY) : java.select(uri);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // There is no other proxy to try.
    }

    /** For the proxy's CONNECT alone, which goes before the request: behind it is somebody else, who must not learn the password. */
    private Request authorized(Route route, Response response) throws ProxyRefusedException {
        Request request = response.request();
        if (!request.method().equals("CONNECT")) {
            return null;
        }
        boolean isBefore =
                response.challenges().stream().anyMatch(c -> c.scheme().equalsIgnoreCase("OkHttp-Preemptive"));
        if (authorization == null || request.header("Proxy-Authorization") != null) {
            if (isBefore) {
                return null;
            }
            throw new ProxyRefusedException(
                    authorization == null
                            ? "the proxy wants a user and a password"
                            : "the proxy does not accept the user and the password that the environment names");
        }
        return request.newBuilder().header("Proxy-Authorization", authorization).build();
    }
}
