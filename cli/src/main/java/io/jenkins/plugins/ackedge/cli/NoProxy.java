package io.jenkins.plugins.ackedge.cli;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Hosts that are reached without a proxy, as curl reads them: names with all that is below them, addresses, CIDR blocks, {@code *}. */
final class NoProxy {
    private static final Pattern ADDRESS =
            Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*]?");

    private final List<String> entries;

    private NoProxy(List<String> entries) {
        this.entries = entries;
    }

    static NoProxy of(String list) {
        return new NoProxy(Arrays.stream(list.toLowerCase(Locale.ROOT).split("[,\\s]+"))
                .filter(entry -> !entry.isEmpty())
                .toList());
    }

    boolean has(String host) {
        String plain = withoutDots(host.toLowerCase(Locale.ROOT));
        return entries.stream().anyMatch(entry -> entry.equals("*") || fits(entry, plain));
    }

    private static boolean fits(String entry, String host) {
        if (isAddress(host)) {
            return isIn(entry, host);
        }
        String name = withoutDots(entry);
        return !name.isEmpty() && (host.equals(name) || host.endsWith("." + name));
    }

    /** {@code .example.com} means the same as {@code example.com}, and a name may end with the dot of the root. */
    private static String withoutDots(String name) {
        return name.replaceFirst("^\\.", "").replaceFirst("\\.$", "");
    }

    private static boolean isIn(String entry, String host) {
        int slash = entry.indexOf('/');
        String network = slash < 0 ? entry : entry.substring(0, slash);
        String length = slash < 0 ? "" : entry.substring(slash + 1);
        if (!isAddress(network) || (slash >= 0 && !length.matches("\\d{1,3}"))) {
            return false;
        }
        byte[] a = bytes(network);
        byte[] b = bytes(host);
        int bits = length.isEmpty() ? 8 * a.length : Integer.parseInt(length);
        if (a.length != b.length || a.length == 0 || bits > 8 * a.length) {
            return false;
        }
        int shift = 8 * a.length - bits;
        return new BigInteger(1, a).shiftRight(shift).equals(new BigInteger(1, b).shiftRight(shift));
    }

    private static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }

    /** Nobody is asked for an address that is one already. */
    private static byte[] bytes(String address) {
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            return new byte[0]; // such as 300.1.1.1
        }
    }
}
