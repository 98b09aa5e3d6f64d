package io.jenkins.plugins.ackedge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The rules of ENS RunInstances (ENS fact sheet, section 2), and what an order that keeps them asks for. */
final class RunInstancesRules {
    static final Set<String> KNOWN = Set.of(
            "Amount",
            "AutoReleaseTime",
            "AutoRenew",
            "AutoUseCoupon",
            "BillingCycle",
            "Carrier",
            "DataDisk",
            "DeletionProtection",
            "DeploymentSetId",
            "EnsRegionId",
            "HostName",
            "ImageId",
            "InstanceChargeStrategy",
            "InstanceChargeType",
            "InstanceName",
            "InstanceType",
            "InternetChargeType",
            "InternetMaxBandwidthOut",
            "IpType",
            "Ipv6AddressCount",
            "KeyPairName",
            "LaunchTemplateId",
            "LaunchTemplateName",
            "LaunchTemplateVersion",
            "NetDistrictCode",
            "NetWorkId",
            "Password",
            "PasswordInherit",
            "Period",
            "PeriodUnit",
            "PrivateIpAddress",
            "PublicIpIdentification",
            "ScheduleAreaLevel",
            "SchedulingPriceStrategy",
            "SchedulingStrategy",
            "SecurityId",
            "SpotDuration",
            "SpotStrategy",
            "SystemDisk",
            "Tag.",
            "UniqueSuffix",
            "UserData",
            "VSwitchId",
            "VpdId",
            "VpdVSwitchIds");

    static final Set<String> CATEGORIES = Set.of("cloud_efficiency", "cloud_ssd", "local_hdd", "local_ssd");
    private static final Set<String> CARRIERS = Set.of("cmcc", "unicom", "telecom");
    private static final int MOST_USER_DATA = 16 * 1024;
    private static final long MONTH_MILLIS = 30L * 24 * 3_600_000;

    private final EnsParameters parameters;
    private final long nowMillis;

    private RunInstancesRules(EnsParameters parameters, long nowMillis) {
        this.parameters = parameters;
        this.nowMillis = nowMillis;
    }

    /**
     * A checked order.
     *
     * @param userData decoded; null if there is none
     * @param instanceName null for the machine's id, as {@code hostName}
     * @param months of the period; 0 where the machines are paid by use
     */
    record Order(
            int amount,
            MachineSpec spec,
            String instanceName,
            String hostName,
            boolean uniqueSuffix,
            boolean autoRenew,
            String privateAddress,
            String userData,
            double months) {}

    static Order check(EnsParameters parameters, long nowMillis) throws Refusal {
        return new RunInstancesRules(parameters, nowMillis).checked();
    }

    private Order checked() throws Refusal {
        int amount = (int) parameters.requiredWhole("Amount", n -> n >= 1 && n <= 100);
        String type = parameters.required("InstanceType");
        if (!type.matches("ens\\.[a-z0-9.-]+")) {
            throw parameters.invalid("InstanceType", "is no instance type of ENS");
        }
        String region = region();
        String image = parameters.required("ImageId");
        long[] disks = disks();
        long bandwidth = parameters.requiredWhole("InternetMaxBandwidthOut", n -> n <= 10_000);
        parameters.oneOf("InternetChargeType", null, Set.of("BandwidthByDay", "95BandwidthByMonth"));
        parameters.bool("PublicIpIdentification");
        parameters.oneOf("IpType", "ipv4", Set.of("ipv4", "ipv6", "ipv4Andipv6", "ipv4Withipv6"));
        parameters.whole("Ipv6AddressCount", 0, n -> n <= 10);
        parameters.oneOf("SpotStrategy", "NoSpot", Set.of("NoSpot", "SpotAsPriceGo"));
        parameters.whole("SpotDuration", 0, n -> n <= 1);
        parameters.bool("AutoUseCoupon");
        login();
        boolean prePaid = parameters
                .oneOf("InstanceChargeType", parameters.required("InstanceChargeType"), Set.of("PrePaid", "PostPaid"))
                .equals("PrePaid");
        double months = prePaid ? months() : 0;
        names();
        MachineSpec spec = new MachineSpec(
                region,
                type,
                image,
                parameters.text("NetWorkId"),
                parameters.text("VSwitchId"),
                parameters.text("KeyPairName"),
                bandwidth,
                category(),
                disks[0],
                disks[1],
                prePaid,
                parameters.bool("DeletionProtection"),
                parameters.text("AutoReleaseTime"),
                prePaid ? nowMillis + (long) (months * MONTH_MILLIS) : 0,
                parameters.tags(""));
        boolean autoRenew = parameters.bool("AutoRenew");
        if (!prePaid) {
            paidByUse(autoRenew);
        } else if (spec.protectedFromDeletion() || spec.autoReleaseTime() != null) {
            throw parameters.invalid(
                    spec.protectedFromDeletion() ? "DeletionProtection" : "AutoReleaseTime", "is for PostPaid only");
        }
        return new Order(
                amount,
                spec,
                parameters.text("InstanceName"),
                parameters.text("HostName"),
                parameters.bool("UniqueSuffix"),
                autoRenew,
                privateAddress(amount),
                userData(),
                months);
    }

    /** A node by its name, or an area in which the vendor chooses. */
    private String region() throws Refusal {
        String level = parameters.oneOf(
                "ScheduleAreaLevel",
                parameters.required("ScheduleAreaLevel"),
                Set.of("Region", "Big", "Middle", "Small"));
        parameters.oneOf("SchedulingPriceStrategy", null, Set.of("PriceHighPriority", "PriceLowPriority"));
        parameters.oneOf("Carrier", null, CARRIERS);
        if (level.equals("Region")) {
            parameters.oneOf("SchedulingStrategy", null, Set.of("Concentrate"));
            parameters.none("is for other levels than Region", "NetDistrictCode");
            return parameters.required("EnsRegionId");
        }
        parameters.oneOf("SchedulingStrategy", null, Set.of("Concentrate", "Disperse"));
        parameters.none(
                "is for the level Region only",
                "EnsRegionId",
                "NetWorkId",
                "VSwitchId",
                "SecurityId",
                "PrivateIpAddress");
        parameters.required("Carrier");
        return "district-" + parameters.required("NetDistrictCode");
    }

    private String category() {
        ObjectNode system = Json.readObject(parameters.text("SystemDisk"));
        return system.path("Category").asText("cloud_efficiency");
    }

    /** The sizes of the system disk and of all data disks together, in GiB. */
    private long[] disks() throws Refusal {
        ObjectNode system = Json.readObject(parameters.required("SystemDisk"));
        if (!isDisk(system, Set.of("Category", "Size"))) {
            throw parameters.invalid("SystemDisk", "must look like {\"Category\":\"cloud_efficiency\",\"Size\":40}");
        }
        long data = 0;
        if (parameters.has("DataDisk")) {
            JsonNode list = Json.read(parameters.text("DataDisk"));
            if (list == null || !list.isArray() || list.isEmpty() || list.size() > 16) {
                throw parameters.invalid("DataDisk", "must be a JSON array of disks");
            }
            for (JsonNode disk : list) {
                if (!isDisk(disk, Set.of("Category", "Size", "Encrypted", "KMSKeyId"))) {
                    throw parameters.invalid("DataDisk", "has a disk that is none");
                }
                data += disk.get("Size").longValue();
            }
        }
        return new long[] {system.get("Size").longValue(), data};
    }

    private static boolean isDisk(JsonNode disk, Set<String> known) {
        if (disk == null || !disk.isObject() || !RequestBody.isWhole(disk.get("Size"))) {
            return false;
        }
        boolean names = disk.propertyStream().map(Map.Entry::getKey).allMatch(known::contains);
        boolean category = !disk.has("Category")
                || CATEGORIES.contains(disk.get("Category").asText());
        boolean encrypted = !disk.has("Encrypted") || disk.get("Encrypted").isBoolean();
        long size = disk.get("Size").longValue();
        return names && category && encrypted && size >= 20 && size <= 32_768;
    }

    /** "At least one of" the three; of two the documents do not say which wins, so the simulator takes one only. */
    private void login() throws Refusal {
        boolean inherit = parameters.bool("PasswordInherit");
        long given = Stream.of(parameters.has("Password"), parameters.has("KeyPairName"), inherit)
                .filter(yes -> yes)
                .count();
        if (given == 0) {
            parameters.required("Password");
        }
        if (given > 1) {
            throw parameters.invalid("Password", "excludes KeyPairName and PasswordInherit");
        }
        if (parameters.has("Password") && !ScaleOutRules.isPassword(parameters.text("Password"))) {
            throw parameters.invalid("Password", "needs 8 to 30 characters of three kinds");
        }
        if (parameters.has("KeyPairName")) {
            parameters.required("KeyPairName");
        }
    }

    private double months() throws Refusal {
        parameters.none("is for PostPaid only", "BillingCycle");
        parameters.oneOf("InstanceChargeStrategy", "user", Set.of("user"));
        String unit = parameters.oneOf("PeriodUnit", "Month", Set.of("Month", "Day"));
        if (unit.equals("Day")) {
            parameters.requiredWhole("Period", n -> n == 3);
            return 0.1;
        }
        return parameters.requiredWhole("Period", n -> n >= 1 && n <= 9 || n == 12);
    }

    private void paidByUse(boolean autoRenew) throws Refusal {
        parameters.none("is for PrePaid only", "Period", "PeriodUnit");
        if (autoRenew) {
            throw parameters.invalid("AutoRenew", "is for PrePaid only");
        }
        parameters.oneOf("BillingCycle", null, Set.of("Hour", "Day", "Month"));
        String strategy = parameters.oneOf("InstanceChargeStrategy", null, Set.of("instance", "user"));
        if (!parameters.has("BillingCycle") || !"instance".equals(strategy)) {
            // No document says why; a user's field notes do (ENS fact sheet, section 2, "BillingCycle").
            throw parameters.refusal("OrderFailed", "The order failed.");
        }
        String end = parameters.text("AutoReleaseTime");
        if (end != null && !inAnHourOrLater(end)) {
            throw parameters.invalid("AutoReleaseTime", "must look like 2026-01-02T03:04:05Z and be an hour ahead");
        }
    }

    private boolean inAnHourOrLater(String time) {
        try {
            return time.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ")
                    && Instant.parse(time).toEpochMilli() >= nowMillis + 3_600_000;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private void names() throws Refusal {
        int suffix = parameters.bool("UniqueSuffix") ? 3 : 0;
        String name = parameters.text("InstanceName");
        boolean web = name != null && (name.startsWith("http://") || name.startsWith("https://"));
        if (name != null
                && (web || !name.matches("[\\p{IsHan}A-Za-z][\\p{IsHan}A-Za-z0-9:_.-]{1," + (127 - suffix) + "}"))) {
            throw parameters.invalid("InstanceName", "breaks the rules of a name");
        }
        String host = parameters.text("HostName");
        int middle = 62 - suffix;
        if (host != null && !host.matches("[A-Za-z0-9][A-Za-z0-9.-]{0," + middle + "}[A-Za-z0-9]")) {
            throw parameters.invalid("HostName", "breaks the rules of a host name");
        }
    }

    private String privateAddress(int amount) throws Refusal {
        String address = parameters.text("PrivateIpAddress");
        if (address != null) {
            parameters.required("VSwitchId");
            if (amount != 1 || !address.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
                throw parameters.invalid("PrivateIpAddress", "is an address for one machine");
            }
        }
        return address;
    }

    private String userData() throws Refusal {
        String encoded = parameters.text("UserData");
        if (encoded == null) {
            return null;
        }
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(encoded);
        } catch (IllegalArgumentException e) {
            throw parameters.invalid("UserData", "is not base64");
        }
        String text = new String(decoded, StandardCharsets.UTF_8);
        if (decoded.length > MOST_USER_DATA || !text.startsWith("#!")) {
            throw parameters.invalid("UserData", "must begin with #! and have 16 KB at most");
        }
        return text;
    }
}
