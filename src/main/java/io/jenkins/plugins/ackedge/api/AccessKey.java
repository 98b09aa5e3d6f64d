package io.jenkins.plugins.ackedge.api;

import java.util.Objects;
import java.util.Optional;

/**
 * An access key pair of Alibaba Cloud, with the security token of a temporary (STS) key where there is one. Not
 * serializable on purpose: it is looked up for each conversation and never stored.
 */
public final class AccessKey {
    private final String id;

    @SuppressWarnings("lgtm[jenkins/plaintext-storage]") // never saved: it lives as long as a request
    private final String secret;

    @SuppressWarnings("lgtm[jenkins/plaintext-storage]") // as well
    private final String securityToken;

    private final String account;

    private AccessKey(String id, String secret, String securityToken) {
        this(id, secret, securityToken, ending(requireText(id, "AccessKey ID")));
    }

    private AccessKey(String id, String secret, String securityToken, String account) {
        this.id = requireText(id, "AccessKey ID");
        this.secret = requireText(secret, "AccessKey secret");
        this.securityToken = securityToken;
        this.account = account;
    }

    /**
     * A long-lived key.
     *
     * @throws IllegalArgumentException if a part is empty or holds white space or control characters, as it does after a
     *     careless copy; the message names the part and never its value
     */
    public static AccessKey of(String id, String secret) {
        return new AccessKey(id, secret, null);
    }

    /** A temporary key; {@code securityToken} may be null or empty, which makes it a long-lived one. */
    public static AccessKey of(String id, String secret, String securityToken) {
        boolean temporary = securityToken != null && !securityToken.isEmpty();
        return new AccessKey(id, secret, temporary ? requireText(securityToken, "security token") : null);
    }

    public String id() {
        return id;
    }

    public String secret() {
        return secret;
    }

    public Optional<String> securityToken() {
        return Optional.ofNullable(securityToken);
    }

    private static String ending(String id) {
        return "AccessKey ID …" + id.substring(Math.max(0, id.length() - 4));
    }

    private static String requireText(String value, String part) {
        Objects.requireNonNull(value, part);
        if (value.isEmpty()) {
            throw new IllegalArgumentException("The " + part + " is empty.");
        }
        if (!value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(
                    "The " + part + " holds white space or characters outside ASCII: copy it again.");
        }
        return value;
    }

    /** Whose money it is, for a page or a log: the last four characters of the id, which are enough to find it by, and the role. */
    public String account() {
        return account;
    }

    /** The same key, of which something else is shown. */
    public AccessKey withAccount(String shown) {
        return new AccessKey(id, secret, securityToken, shown);
    }

    /** Whether it is the same key: also its secret and its token. */
    @Override
    public boolean equals(Object other) {
        return other instanceof AccessKey that
                && id.equals(that.id)
                && secret.equals(that.secret)
                && Objects.equals(securityToken, that.securityToken);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, secret, securityToken);
    }

    /** Only the beginning of the id, so that a key can be told from another one in a log. */
    @Override
    public String toString() {
        return "AccessKey[" + id.substring(0, Math.min(4, id.length())) + "…]";
    }
}
