package io.jenkins.plugins.ackedge.api;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An order of ENS machines: the parameters of RunInstances (SDK {@code ens-20171110}) for one ENS region. What is null is
 * not sent. The machines get {@code instanceName} with a suffix 001 to 999 as name and host name (UniqueSuffix). It holds
 * the node password and the join script.
 */
public final class RunInstancesRequest {
    private static final int MOST_TAGS = 20;
    private static final String MASK = "****";

    private final RunInstancesBuilder given;
    private final SortedMap<String, String> form;

    RunInstancesRequest(RunInstancesBuilder given) {
        if (given.amount < 1 || given.amount > 100) {
            throw new IllegalArgumentException("amount is 1 to 100");
        }
        if (!TaskId.isUsable(given.instanceName)) {
            throw new IllegalArgumentException("instanceName is letters, digits, '_', '.' and '-'");
        }
        if (given.tags.size() > MOST_TAGS) {
            throw new IllegalArgumentException("at most " + MOST_TAGS + " tags");
        }
        if (given.userData != null && bytes(given.userData).length > JoinScript.MOST_BYTES) {
            throw new IllegalArgumentException("user data is " + bytes(given.userData).length
                    + " bytes long, and ENS takes at most " + JoinScript.MOST_BYTES);
        }
        this.given = given;
        this.form = Collections.unmodifiableSortedMap(form(given));
    }

    /** The parameters are given one by one; nothing is checked before {@link RunInstancesBuilder#build}. */
    public static RunInstancesBuilder builder() {
        return new RunInstancesBuilder();
    }

    private static SortedMap<String, String> form(RunInstancesBuilder given) {
        SortedMap<String, String> form = new TreeMap<>();
        form.put("Amount", "" + given.amount);
        put(form, "InstanceType", given.instanceType);
        form.put("ScheduleAreaLevel", "Region");
        form.put("SchedulingStrategy", "Concentrate");
        put(form, "EnsRegionId", given.ensRegionId);
        put(form, "ImageId", given.imageId);
        form.put("InstanceName", given.instanceName);
        form.put("HostName", given.instanceName);
        form.put("UniqueSuffix", "true");
        put(form, "InstanceChargeType", given.instanceChargeType);
        if (given.isPostPaid()) {
            // A user's field notes: without these two an order is answered with OrderFailed since the middle of 2026.
            form.put("BillingCycle", "Hour");
            form.put("InstanceChargeStrategy", "instance");
        } else {
            put(form, "AutoRenew", given.autoRenew);
            if (given.periodMonths != null) {
                form.put("Period", "" + given.periodMonths);
                form.put("PeriodUnit", "Month");
            }
        }
        put(form, "InternetChargeType", given.internetChargeType);
        form.put("InternetMaxBandwidthOut", "" + given.internetMaxBandwidthOut);
        // The vendor's texts name two defaults, true and false: so it is always said.
        form.put("PublicIpIdentification", "" + (given.internetMaxBandwidthOut > 0));
        put(form, "NetWorkId", given.networkId);
        put(form, "VSwitchId", given.vSwitchId);
        put(form, "SecurityId", given.securityId);
        put(form, "Password", given.password);
        put(form, "KeyPairName", given.keyPair);
        if (given.systemDiskSize != null) {
            form.put("SystemDisk", json(disk(given.systemDiskCategory, given.systemDiskSize)));
        }
        if (given.hasDataDisk()) {
            form.put("DataDisk", json(List.of(disk(given.dataDiskCategory, given.dataDiskSize))));
        }
        int number = 0;
        for (Map.Entry<String, String> tag : given.tags.entrySet()) {
            number++;
            form.put("Tag." + number + ".Key", tag.getKey());
            form.put("Tag." + number + ".Value", tag.getValue());
        }
        if (given.userData != null) {
            form.put("UserData", base64(given.userData));
        }
        return form;
    }

    /** @param category may be null, which leaves it to the vendor */
    static Map<String, Object> disk(String category, long size) {
        Map<String, Object> disk = new LinkedHashMap<>();
        if (category != null) {
            disk.put("Category", category);
        }
        disk.put("Size", size);
        return disk;
    }

    static String json(Object value) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }

    private static void put(Map<String, String> form, String name, Object value) {
        if (value != null) {
            form.put(name, value.toString());
        }
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The name that all machines of the order begin with. */
    public String instanceName() {
        return given.instanceName;
    }

    /** How many machines are ordered, 1 to 100. */
    public long amount() {
        return given.amount;
    }

    /**
     * The parameters of DescribePrice for this order.
     *
     * @throws IllegalArgumentException if it has no period or no system disk, without which the vendor tells no price
     */
    SortedMap<String, String> priceForm() {
        if (given.isPostPaid() || given.periodMonths == null || given.systemDiskSize == null) {
            throw new IllegalArgumentException("the vendor tells prices of subscriptions alone");
        }
        SortedMap<String, String> price = new TreeMap<>(form);
        price.keySet().retainAll(List.of("EnsRegionId", "InstanceType", "InternetChargeType", "Period", "PeriodUnit"));
        price.put("Quantity", "" + given.amount);
        price.put("SystemDisk.Size", "" + given.systemDiskSize);
        if (given.hasDataDisk()) {
            // Not DataDisk.1.Size, which knows no category, and would go before this.
            price.put("DataDisks", form.get("DataDisk"));
        }
        return price;
    }

    /** The parameters of DescribePrePaidInstanceStock for a machine of this order. */
    SortedMap<String, String> stockForm() {
        SortedMap<String, String> stock = new TreeMap<>();
        put(stock, "EnsRegionId", given.ensRegionId);
        put(stock, "InstanceSpec", given.instanceType);
        put(stock, "SystemDiskSize", given.systemDiskSize);
        stock.put("DataDiskSize", "" + (given.hasDataDisk() ? given.dataDiskSize : 0));
        return stock;
    }

    /** The parameters as they are sent, sorted by name; with the secrets. */
    SortedMap<String, String> form() {
        return form;
    }

    /** What no text that a server sends may repeat. */
    List<String> unspeakable() {
        List<String> secrets = new ArrayList<>();
        if (given.password != null) {
            secrets.add(given.password);
        }
        if (given.userData != null) {
            secrets.add(given.userData);
            secrets.add(form.get("UserData"));
            secrets.add(JoinScript.token(given.userData));
        }
        return secrets;
    }

    /** The parameters for people, one a line, sorted by name; password and user data are masked. */
    public String preview() {
        return form.entrySet().stream()
                .map(p -> p.getKey() + ": " + (isSecret(p.getKey()) ? MASK : p.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static boolean isSecret(String name) {
        return name.equals("Password") || name.equals("UserData");
    }

    /** Not all of it: it holds the password. */
    @Override
    public String toString() {
        return "RunInstancesRequest[" + given.amount + " × " + given.instanceType + " in " + given.ensRegionId + " as "
                + given.instanceName + "]";
    }
}
