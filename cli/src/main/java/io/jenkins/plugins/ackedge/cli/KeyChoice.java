package io.jenkins.plugins.ackedge.cli;

import io.jenkins.plugins.ackedge.api.AccessKey;
import io.jenkins.plugins.ackedge.api.AssumedRole;
import io.jenkins.plugins.ackedge.api.InstanceMetadata;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Finds the access key of a run, in the order that the vendor's tools have. A profile that the command line names goes before
 * all else, as with the program {@code aliyun} (aliyun/aliyun-cli, {@code config/configuration.go}). Then comes the default
 * credential chain of the vendor's SDKs (aliyun/credentials-java, {@code DefaultCredentialsProvider}): the environment's key,
 * the profile of the file, the role of the ECS instance. What is half there is a fault and never passed over, since the next
 * source may be another account's.
 */
final class KeyChoice {
    static final String PROFILE_OPTION = "--profile";
    static final String KEY_ID = "ALIBABA_CLOUD_ACCESS_KEY_ID";
    static final String KEY_SECRET = "ALIBABA_CLOUD_ACCESS_KEY_SECRET";
    static final String TOKEN = "ALIBABA_CLOUD_SECURITY_TOKEN";
    static final String ROLE_ARN = "ALIBABA_CLOUD_ROLE_ARN";
    static final String SESSION_NAME = "ALIBABA_CLOUD_ROLE_SESSION_NAME";
    static final String EXTERNAL_ID = "ALIBABA_CLOUD_EXTERNAL_ID";
    static final String STS_ENDPOINT = "ALIBABA_CLOUD_STS_ENDPOINT";
    static final String STS_REGION = "ALIBABA_CLOUD_STS_REGION";
    static final String VPC = "ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED";
    static final String PROFILE = "ALIBABA_CLOUD_PROFILE";
    static final String NO_PROFILE = "ALIBABA_CLOUD_CLI_PROFILE_DISABLED";
    static final String IGNORE_PROFILE = "ALIBABA_CLOUD_IGNORE_PROFILE";
    static final String INSTANCE_ROLE = "ALIBABA_CLOUD_ECS_METADATA";
    static final String NO_INSTANCE_ROLE = "ALIBABA_CLOUD_ECS_METADATA_DISABLED";
    static final String OIDC_TOKEN = "ALIBABA_CLOUD_OIDC_TOKEN_FILE";

    private static final Logger LOGGER = Logger.getLogger(KeyChoice.class.getName());

    private final Map<String, String> environment;
    private final int seconds;
    private final List<String> notes = new ArrayList<>();
    private KeySource source;

    private KeyChoice(Map<String, String> environment, Duration wait) {
        this.environment = environment;
        this.seconds = AssumedRole.seconds(wait);
    }

    /**
     * @param profile what the command line names; null for nothing
     * @param wait how long the key is needed at most
     * @throws UsageException if there is none, or one that is half there or not usable; nothing of its value is said
     */
    static KeyChoice of(Map<String, String> environment, String profile, Duration wait) throws UsageException {
        KeyChoice choice = new KeyChoice(environment, wait);
        choice.source = choice.find(profile);
        LOGGER.log(Level.FINE, () -> "the access key comes from " + choice.source.description());
        return choice;
    }

    KeySource source() {
        return source;
    }

    /** What the user should know of it, a line each. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    private KeySource find(String profile) throws UsageException {
        if (profile != null) {
            return ofFile(PROFILE_OPTION, profile);
        }
        if (has(KEY_ID) || has(KEY_SECRET) || has(TOKEN)) {
            return ofEnvironment();
        }
        if (has(ROLE_ARN) && has(OIDC_TOKEN)) {
            throw misused(
                    OIDC_TOKEN,
                    "asks for a role by OpenID Connect, which ack-edge does not know; give a key, or name a profile by "
                            + PROFILE_OPTION);
        }
        boolean isFileWanted = !is(NO_PROFILE) && !is(IGNORE_PROFILE);
        if (isFileWanted && (has(PROFILE) || Files.exists(file()))) {
            return ofFile(has(PROFILE) ? PROFILE : "~/.aliyun/config.json", has(PROFILE) ? value(PROFILE) : null);
        }
        if (has(INSTANCE_ROLE) && !is(NO_INSTANCE_ROLE)) {
            return ofInstance();
        }
        throw nothing(isFileWanted);
    }

    private KeySource ofEnvironment() throws UsageException {
        for (String name : List.of(KEY_ID, KEY_SECRET)) {
            if (!has(name)) {
                String other = List.of(KEY_ID, KEY_SECRET, TOKEN).stream()
                        .filter(this::has)
                        .findFirst()
                        .orElseThrow();
                throw misused(name, "is not set, while " + other + " is");
            }
        }
        check(KEY_ID, value -> AccessKey.of(value, "secret"));
        check(KEY_SECRET, value -> AccessKey.of("id", value));
        check(TOKEN, value -> AccessKey.of("id", "secret", value));
        KeySource key =
                new KeySource.Fixed(AccessKey.of(value(KEY_ID), value(KEY_SECRET), value(TOKEN)), "the environment");
        if (has(PROFILE)) {
            notes.add("Note: " + PROFILE + " is not used, since the environment has an access key; " + PROFILE_OPTION
                    + " would be.");
        }
        if (!has(ROLE_ARN)) {
            return key;
        }
        if (has(TOKEN)) { // as config/profile.go of the vendor's program has it: AutoModeRecognition
            notes.add("Note: " + ROLE_ARN + " is not used, since " + TOKEN + " is set: the key is a role's already.");
            return key;
        }
        return assuming(key);
    }

    /** The role that the environment names, assumed by a key of the environment. */
    private KeySource assuming(KeySource base) throws UsageException {
        if (!AssumedRole.isArn(value(ROLE_ARN))) {
            throw misused(ROLE_ARN, "must look like acs:ram::1234567890123456:role/name");
        }
        if (has(SESSION_NAME) && !AssumedRole.isSessionName(value(SESSION_NAME))) {
            throw misused(SESSION_NAME, "must be 2 to 64 letters, digits or _ . @ -");
        }
        if (!AssumedRole.isExternalId(value(EXTERNAL_ID))) {
            throw misused(EXTERNAL_ID, "must be 2 to 1224 letters, digits or _ = , . @ : / -");
        }
        String session = has(SESSION_NAME) ? value(SESSION_NAME) : sessionName();
        AssumedRole role = new AssumedRole(value(ROLE_ARN), session, value(EXTERNAL_ID), seconds);
        try {
            return new KeySource.OfRole(base, StsAddress.of(value(STS_ENDPOINT), value(STS_REGION), is(VPC)), role);
        } catch (IllegalArgumentException e) {
            throw misused(has(STS_ENDPOINT) ? STS_ENDPOINT : STS_REGION, "is not usable: " + e.getMessage());
        }
    }

    private KeySource ofInstance() throws UsageException {
        if (!InstanceMetadata.isRoleName(value(INSTANCE_ROLE))) {
            throw misused(INSTANCE_ROLE, "must be the name of a RAM role");
        }
        KeySource instance = new KeySource.OfInstance(value(INSTANCE_ROLE), "the environment");
        return has(ROLE_ARN) ? assuming(instance) : instance;
    }

    private KeySource ofFile(String option, String name) throws UsageException {
        AliyunProfile profile = AliyunProfile.read(file(), option, name);
        KeySource found = profile.source(seconds, sessionName());
        profile.warning().ifPresent(notes::add);
        if (has(ROLE_ARN)) {
            notes.add("Note: " + ROLE_ARN + " is not used: a profile names its role itself.");
        }
        return found;
    }

    private static String sessionName() {
        return AssumedRole.sessionName("ack-edge-" + System.getProperty("user.name", ""));
    }

    private UsageException nothing(boolean isFileWanted) {
        String why = "there is no access key: neither " + KEY_ID + " and " + KEY_SECRET + " nor "
                + (is(NO_INSTANCE_ROLE) ? "" : INSTANCE_ROLE + " ") + "is set, and "
                + (isFileWanted
                        ? "there is no file " + Misuse.shown(file().toString())
                        : "the vendor's file is not to be read (" + (is(NO_PROFILE) ? NO_PROFILE : IGNORE_PROFILE)
                                + ")")
                + "; nothing was sent";
        return UsageException.of(why, List.of(new Misuse(KEY_ID, null, "is not set, and no other key was found")));
    }

    /** Where the vendor's program has it: {@code GetHomePath} of its config/configuration.go. */
    private Path file() {
        boolean isWindows = System.getProperty("os.name", "").startsWith("Windows");
        String home = isWindows
                ? value("HOMEDRIVE") + value("HOMEPATH") + (has("HOMEPATH") ? "" : value("USERPROFILE"))
                : value("HOME");
        String folder = home.isEmpty() ? System.getProperty("user.home", "") : home;
        try {
            return Path.of(folder, ".aliyun", "config.json");
        } catch (InvalidPathException e) {
            return Path.of(".aliyun", "config.json");
        }
    }

    private boolean has(String name) {
        return !value(name).isEmpty();
    }

    private String value(String name) {
        return environment.getOrDefault(name, "");
    }

    private boolean is(String name) {
        return value(name).equalsIgnoreCase("true");
    }

    private void check(String name, Consumer<String> use) throws UsageException {
        try {
            use.accept(value(name));
        } catch (IllegalArgumentException e) {
            throw misused(name, "is not usable: " + e.getMessage());
        }
    }

    /** Without the value: it may be a secret in the wrong place. */
    private static UsageException misused(String variable, String rule) {
        Misuse misuse = new Misuse(variable, null, rule.endsWith(".") ? rule : rule + "; nothing was sent");
        return UsageException.of("The environment variable " + misuse.sentence(), List.of(misuse));
    }
}
