package io.jenkins.plugins.ackedge.adversary;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The secrets of every run, the ways in which a server may write them, and the search for what came through. */
final class Secrets {
    /** Has at least one character that each way of escaping changes. */
    static final String PASSWORD = "Vq8&w<Zt\"3>k%Yp\\5/Jx";

    static final String KEY_SECRET = "Rk4nWq7ZbTx2LmVc9HsPd6YfJg3Ba";
    static final String TOKEN = "CAISxq7+tk/Wz9==Nb4Lr8Vd3Hm";

    /** With which whoever has it joins the cluster. */
    static final String JOIN_TOKEN = "jT7.x/Hw2+kQ9=zB4Fn%Uc6Ye";

    static final List<String> ALL = List.of(PASSWORD, KEY_SECRET, TOKEN, JOIN_TOKEN);

    /** What makes a machine a node; all of it is a secret. */
    static final String JOIN_SCRIPT =
            "wget http://aliacs.example/attach/${ARCH}/edgeadm -O edgeadm; chmod u+x edgeadm; ./edgeadm join"
                    + " --openapi-token=" + JOIN_TOKEN + " --node-spec='{\"quiet\":true,\"seed\":\"Wm5Tk8RbQ2pX\"}'";

    /** So many characters in a row are a leak, wherever in the secret they stand. */
    private static final int PIECE = 6;

    private static final Pattern JSON = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|([\"\\\\/]))");
    private static final Pattern XML =
            Pattern.compile("&(?:#([0-9]{1,6})|#[xX]([0-9a-fA-F]{1,5})|(amp|lt|gt|quot|apos));");
    private static final Pattern URL = Pattern.compile("%([0-9a-fA-F]{2})");
    private static final Map<String, String> ENTITIES =
            Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'");

    private Secrets() {}

    /** The secret as a server may print it, by the name of the way. */
    static Map<String, String> escapings(String secret) {
        String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        String json = secret.replace("\\", "\\\\").replace("\"", "\\\"");
        String xml = secret.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
        Map<String, String> ways = new LinkedHashMap<>();
        ways.put("plain", secret);
        ways.put("JSON, backslashes", json);
        ways.put("JSON, slashes too", json.replace("/", "\\/"));
        ways.put("JSON, backslash u, small", special(secret, c -> String.format("\\u%04x", c)));
        ways.put("JSON, backslash u, capital", special(secret, c -> String.format("\\u%04X", c)));
        ways.put("JSON, every character", all(secret, c -> String.format("\\u%04x", c)));
        ways.put("JSON in JSON", json.replace("\\", "\\\\").replace("\"", "\\\""));
        ways.put("XML, names", xml);
        ways.put("XML, decimal", special(secret, c -> "&#" + c + ";"));
        ways.put("XML, hexadecimal", special(secret, c -> String.format("&#x%X;", c)));
        ways.put("XML in XML", xml.replace("&", "&amp;"));
        ways.put("XML in JSON", xml.replace("&", "\\u0026").replace("\\5", "\\\\5"));
        ways.put("URL, capital", url);
        ways.put("URL, small", special(secret, c -> String.format("%%%02x", c)));
        ways.put("URL in URL", url.replace("%", "%25"));
        return ways;
    }

    /** The first piece of a secret that can be read out of the text, in whatever way it is written there. */
    static Optional<String> leakIn(String text) {
        Set<String> readings = new LinkedHashSet<>(Set.of(text));
        for (int depth = 0; depth < 3; depth++) {
            Set<String> deeper = new LinkedHashSet<>(readings);
            readings.forEach(
                    reading -> List.<UnaryOperator<String>>of(Secrets::readJson, Secrets::readXml, Secrets::readUrl)
                            .forEach(way -> deeper.add(way.apply(reading))));
            readings = deeper;
        }
        for (String secret : ALL) {
            for (int from = 0; from + PIECE <= secret.length(); from++) {
                String piece = secret.substring(from, from + PIECE);
                if (readings.stream().anyMatch(reading -> reading.contains(piece))) {
                    return Optional.of(piece);
                }
            }
        }
        return Optional.empty();
    }

    static String readJson(String text) {
        return read(JSON, text, m -> m.group(2) != null ? m.group(2) : letter(m.group(1), 16));
    }

    private static String readXml(String text) {
        return read(
                XML,
                text,
                m -> m.group(3) != null
                        ? ENTITIES.get(m.group(3))
                        : m.group(1) != null ? letter(m.group(1), 10) : letter(m.group(2), 16));
    }

    private static String readUrl(String text) {
        return read(URL, text, m -> letter(m.group(1), 16));
    }

    private static String read(Pattern pattern, String text, java.util.function.Function<Matcher, String> value) {
        return pattern.matcher(text).replaceAll(m -> Matcher.quoteReplacement(value.apply((Matcher) m)));
    }

    private static String letter(String digits, int radix) {
        int code = Integer.parseInt(digits, radix);
        return Character.isValidCodePoint(code) ? Character.toString(code) : "";
    }

    private static String special(String text, IntFunction<String> escape) {
        return all(text, c -> Character.isLetterOrDigit(c) ? Character.toString(c) : escape.apply(c));
    }

    private static String all(String text, IntFunction<String> escape) {
        return text.chars().mapToObj(escape).collect(java.util.stream.Collectors.joining());
    }
}
