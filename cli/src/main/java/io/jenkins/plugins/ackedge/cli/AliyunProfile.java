package io.jenkins.plugins.ackedge.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.ackedge.api.AccessKey;
import io.jenkins.plugins.ackedge.api.AckEndpoint;
import io.jenkins.plugins.ackedge.api.AssumedRole;
import io.jenkins.plugins.ackedge.api.InstanceMetadata;
import io.jenkins.plugins.ackedge.scaleout.FileFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One profile of the file that the vendor's own program {@code aliyun configure} writes, with the names of fields and modes
 * that it has there (aliyun/aliyun-cli, {@code config/profile.go}). No value of it but its name, its mode and the ARN of its
 * role is ever shown.
 */
final class AliyunProfile {
    private static final int LARGEST = 1 << 20;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Path file;
    private final String option;
    private final String name;
    private final JsonNode fields;

    private AliyunProfile(Path file, String option, String name, JsonNode fields) {
        this.file = file;
        this.option = option;
        this.name = name;
        this.fields = fields;
    }

    /**
     * @param option what asks for it: an option, a variable, or the file itself
     * @param name null for the one that the file says is current
     * @throws UsageException if there is no such file or profile, in one line
     */
    static AliyunProfile read(Path file, String option, String name) throws UsageException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LARGEST + 1);
        } catch (IOException e) {
            throw misused(
                    option, name, "needs the file " + shown(file) + ", which cannot be read: " + FileFault.reason(e));
        }
        JsonNode all = bytes.length > LARGEST ? null : json(bytes);
        if (all == null || !all.path("profiles").isArray()) {
            throw misused(
                    option,
                    name,
                    "needs the file " + shown(file)
                            + ", which is not what 'aliyun configure' writes: JSON with a list of profiles");
        }
        String asked = name != null ? name : all.path("current").asText("default");
        for (JsonNode profile : all.path("profiles")) {
            if (profile.path("name").asText().equals(asked)) {
                return new AliyunProfile(file, option, asked, profile);
            }
        }
        throw misused(
                option,
                name,
                "needs a profile '" + Misuse.shown(asked) + "', which the file " + shown(file) + " does not have");
    }

    /** Null if it is none: what a parser says of it may repeat it. */
    private static JsonNode json(byte[] bytes) {
        try {
            return MAPPER.readTree(bytes);
        } catch (JacksonException e) {
            return null; // also an answer, and the caller has words for it
        } catch (IOException e) {
            throw new IllegalStateException("what is in memory can be read", e);
        }
    }

    /** @throws UsageException if the mode is another one, or something in it is missing or no such thing */
    KeySource source(int seconds, String sessionName) throws UsageException {
        String mode = text("mode");
        // The vendor's README: "If the --mode is not specified during configuration, the AK mode will be used by
        // default."
        return switch (mode.toLowerCase(Locale.ROOT)) {
            case "", "ak" -> new KeySource.Fixed(key(""), where());
            case "ststoken" -> new KeySource.Fixed(key(required("sts_token")), where());
            case "ramrolearn" ->
                new KeySource.OfRole(
                        new KeySource.Fixed(key(text("sts_token")), where()), sts(), role(seconds, sessionName));
            case "ecsramrole" -> new KeySource.OfInstance(roleName(), where());
            default ->
                throw fault("has the mode " + Misuse.shown(mode)
                        + ", which ack-edge does not know; it knows AK, StsToken, RamRoleArn and EcsRamRole");
        };
    }

    private String where() {
        return "the profile '" + Misuse.shown(name) + "' of " + shown(file);
    }

    private AccessKey key(String token) throws UsageException {
        String id = required("access_key_id");
        String secret = required("access_key_secret");
        try {
            return AccessKey.of(id, secret, token);
        } catch (IllegalArgumentException e) {
            throw fault("is not usable: " + e.getMessage());
        }
    }

    private AckEndpoint sts() throws UsageException {
        String region = text("sts_region");
        boolean isVpc = fields.path("enable_vpc").asBoolean();
        try {
            return StsAddress.of(text("sts_endpoint"), region, isVpc);
        } catch (IllegalArgumentException e) {
            throw fault("names no address of STS: " + e.getMessage());
        }
    }

    private AssumedRole role(int seconds, String sessionName) throws UsageException {
        JsonNode asked = fields.path("expired_seconds");
        String session = text("ram_session_name");
        try {
            return new AssumedRole(
                    required("ram_role_arn"),
                    session.isEmpty() ? sessionName : session,
                    text("external_id"),
                    asked.isMissingNode() || asked.isNull() || asked.asInt(-1) == 0 ? seconds : asked.asInt(-1));
        } catch (IllegalArgumentException e) {
            throw fault("is not usable: " + e.getMessage());
        }
    }

    private String roleName() throws UsageException {
        String role = text("ram_role_name");
        if (!role.isEmpty() && !InstanceMetadata.isRoleName(role)) {
            throw fault("has a ram_role_name that is no name of a RAM role");
        }
        return role;
    }

    private String text(String field) {
        return fields.path(field).asText("").strip();
    }

    private String required(String field) throws UsageException {
        String value = text(field);
        if (value.isEmpty()) {
            throw fault("has no " + field);
        }
        return value;
    }

    /** What should be said of the file: that others may read it. As the vendor's own program does, it is used all the same. */
    Optional<String> warning() {
        Set<PosixFilePermission> permissions;
        try {
            permissions = Files.getPosixFilePermissions(file);
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty(); // a file system without such permissions, as that of Windows
        }
        Set<PosixFilePermission> others = EnumSet.of(
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.GROUP_WRITE,
                PosixFilePermission.OTHERS_READ,
                PosixFilePermission.OTHERS_WRITE);
        others.retainAll(permissions);
        return others.isEmpty() || text("access_key_secret").isEmpty()
                ? Optional.empty()
                : Optional.of("Warning: " + shown(file) + " holds a secret, and not only its owner may use it ("
                        + PosixFilePermissions.toString(permissions) + "): chmod 600 it.");
    }

    private UsageException fault(String rule) {
        String whole = "the profile '" + Misuse.shown(name) + "' of " + shown(file) + " " + rule + "; nothing was sent";
        return UsageException.of(whole, List.of(new Misuse(option, name, rule)));
    }

    private static UsageException misused(String option, String name, String rule) {
        return UsageException.of(new Misuse(option, name, rule + "; nothing was sent"));
    }

    private static String shown(Path file) {
        return Misuse.shown(file.toString());
    }
}
