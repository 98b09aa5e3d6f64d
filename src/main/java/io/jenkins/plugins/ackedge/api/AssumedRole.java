package io.jenkins.plugins.ackedge.api;

import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A RAM role that a key assumes, as STS AssumeRole (version 2015-04-01) takes it.
 *
 * @param arn {@code acs:ram::ACCOUNT:role/NAME}
 * @param sessionName who uses the role, as the vendor's audit shows it: 2 to 64 of letters, digits, {@code _ . @ -}
 * @param externalId what the role's trust policy asks for, 2 to 1224 characters; "" for nothing
 * @param durationSeconds how long a token lasts, 900 to 43200; the role's own limit, 3600 if nobody raised it, counts too
 */
public record AssumedRole(String arn, String sessionName, String externalId, int durationSeconds) {
    public static final int SHORTEST_SECONDS = 900;
    public static final int LONGEST_SECONDS = 43_200;

    /** What STS takes where nothing is said, and the longest session of a role that nobody raised. */
    public static final int USUAL_SECONDS = 3_600;

    private static final int LONGEST_NAME = 64;

    private static final Pattern ARN = Pattern.compile("acs:ram::[0-9]{1,32}:role/[A-Za-z0-9._-]{1,64}");
    private static final Pattern SESSION_NAME = Pattern.compile("[A-Za-z0-9_.@-]{2,64}");
    private static final Pattern EXTERNAL_ID = Pattern.compile("[A-Za-z0-9_=,.@:/-]{2,1224}");

    /** @throws IllegalArgumentException with a sentence for the user, if a part is not as above */
    public AssumedRole {
        Objects.requireNonNull(externalId);
        require(isArn(arn), "The role's ARN", arn, "must look like acs:ram::1234567890123456:role/name");
        require(
                isSessionName(sessionName),
                "The role's session name",
                sessionName,
                "must be 2 to 64 letters, digits or _ . @ -");
        if (!isExternalId(externalId)) { // it is shared by two parties alone, so it is not shown
            throw new IllegalArgumentException(
                    "The role's external ID must be 2 to 1224 letters, digits or _ = , . @ : / -.");
        }
        require(
                isDuration(durationSeconds),
                "The role's session duration",
                "" + durationSeconds,
                "must be 900 to 43200 seconds");
    }

    private static void require(boolean isKept, String what, String value, String rule) {
        if (!isKept) {
            throw new IllegalArgumentException(what + " '"
                    + Redaction.NONE.text(value, LONGEST_NAME + ARN.pattern().length()) + "' " + rule + ".");
        }
    }

    public static boolean isArn(String text) {
        return text != null && ARN.matcher(text).matches();
    }

    public static boolean isSessionName(String text) {
        return text != null && SESSION_NAME.matcher(text).matches();
    }

    /** Also where there is none. */
    public static boolean isExternalId(String text) {
        return text != null && (text.isEmpty() || EXTERNAL_ID.matcher(text).matches());
    }

    public static boolean isDuration(int seconds) {
        return seconds >= SHORTEST_SECONDS && seconds <= LONGEST_SECONDS;
    }

    /**
     * A session name that tells who it was, for example the build {@code folder/job #7}: what is not allowed in one becomes a
     * hyphen, and of a longer text the end stays, where the build's number is.
     */
    public static String sessionName(String who) {
        String name = who.replaceAll("[^A-Za-z0-9_.@-]+", "-").replaceAll("^-+|-+$", "");
        if (name.length() < 2) {
            return "ack-edge" + (name.isEmpty() ? "" : "-" + name);
        }
        return name.substring(Math.max(0, name.length() - LONGEST_NAME));
    }

    /** How long a token is asked for: as long as the wait, but no longer than any role allows, and no shorter than STS does. */
    public static int seconds(Duration wait) {
        return (int) Math.max(SHORTEST_SECONDS, Math.min(wait.toSeconds(), USUAL_SECONDS));
    }

    /** Without the external ID. */
    @Override
    public String toString() {
        return arn + " as " + sessionName;
    }
}
