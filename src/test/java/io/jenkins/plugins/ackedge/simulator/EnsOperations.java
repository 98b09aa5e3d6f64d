package io.jenkins.plugins.ackedge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/** The operations of ENS, version 2017-11-10 (ENS fact sheet, sections 2 and 4). */
final class EnsOperations {
    private static final Set<String> PRICE = Set.of(
            "EnsRegionId",
            "InstanceType",
            "InternetChargeType",
            "Period",
            "PeriodUnit",
            "Quantity",
            "SystemDisk.",
            "DataDisk.",
            "DataDisks");

    private final EnsWorld world;
    private final ControlPlane plane;
    private final LongSupplier clock;
    private final EnsListings listings;

    EnsOperations(EnsWorld world, ControlPlane plane, LongSupplier clock) {
        this.world = world;
        this.plane = plane;
        this.clock = clock;
        this.listings = new EnsListings(world);
    }

    Answer run(Operation operation, Received request, Caller caller) throws Refusal {
        ObjectNode json =
                switch (operation) {
                    case RUN_INSTANCES -> order(request, caller);
                    case DESCRIBE_INSTANCES -> listings.instances(request, caller);
                    case LIST_TAG_RESOURCES -> listings.tags(request, caller);
                    case ATTACH_ENS_INSTANCES -> attach(request, caller);
                    case RELEASE_POST_PAID_INSTANCE -> release(request, caller);
                    case MODIFY_INSTANCE_AUTO_RENEW_ATTRIBUTE -> autoRenew(request, caller);
                    case DESCRIBE_PRICE -> price(request, caller);
                    case DESCRIBE_PRE_PAID_INSTANCE_STOCK -> stock(request, caller);
                    default -> throw new IllegalArgumentException(operation.action());
                };
        json.put("RequestId", caller.requestId());
        return Answer.json(200, Json.write(json));
    }

    private ObjectNode order(Received request, Caller caller) throws Refusal {
        EnsParameters parameters = EnsParameters.of(request, caller, RunInstancesRules.KNOWN);
        RunInstancesRules.Order order = RunInstancesRules.check(parameters, clock.getAsLong());
        if (order.privateAddress() != null && world.addressTaken(order.spec().vSwitchId(), order.privateAddress())) {
            throw parameters.invalid("PrivateIpAddress", "is in use");
        }
        if (order.amount() > world.stock()) {
            throw parameters.refusal("StockNotEnough", "The stock is not enough.");
        }
        EnsBillEntry entry = world.buy(order, caller);
        entry.machines().forEach(this::hasScript);
        ObjectNode json = Json.object();
        ArrayNode ids = json.putArray("InstanceIds");
        entry.instanceIds().forEach(ids::add);
        json.put("OrderId", entry.orderId());
        return json;
    }

    /** The cluster has to look at the machine from now on. */
    private void hasScript(SimulatedMachine machine) {
        if (machine.nodeCluster() != null) {
            plane.cluster(machine.nodeCluster()).add(machine);
        }
    }

    /** The vendor runs whatever it is given; only a join script that was handed out makes the machine a node. */
    private ObjectNode attach(Received request, Caller caller) throws Refusal {
        EnsParameters parameters = EnsParameters.of(request, caller, Set.of("InstanceId", "Scripts"));
        SimulatedMachine machine = existing(parameters, parameters.required("InstanceId"));
        String script;
        try {
            byte[] decoded = Base64.getDecoder().decode(parameters.required("Scripts"));
            script = new String(decoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw parameters.invalid("Scripts", "is not base64");
        }
        if (machine.spec().tooSmall()) {
            throw parameters.invalid("InstanceId", "has less than 2 vCPU and 4 GB");
        }
        if (!machine.status().equals("Running")) {
            throw parameters.refusal("IncorrectInstanceStatus", "The status of the instance does not support this.");
        }
        machine.attach(world.scripts().equalTo(script));
        hasScript(machine);
        return Json.object();
    }

    private SimulatedMachine existing(EnsParameters parameters, String id) throws Refusal {
        SimulatedMachine machine = world.find(id);
        if (machine == null || machine.released()) {
            throw parameters.refusal("InstanceIdNotFound", "The specified instance does not exist: " + id);
        }
        return machine;
    }

    private ObjectNode release(Received request, Caller caller) throws Refusal {
        EnsParameters parameters = EnsParameters.of(request, caller, Set.of("InstanceId"));
        SimulatedMachine machine = existing(parameters, parameters.required("InstanceId"));
        if (machine.prePaid()) {
            throw parameters.invalid("InstanceId", "is a subscription");
        }
        if (machine.spec().protectedFromDeletion()) {
            throw parameters.refusal("InvalidOperation.DeletionProtection", "The instance is protected from deletion.");
        }
        machine.release();
        return Json.object();
    }

    private ObjectNode autoRenew(Received request, Caller caller) throws Refusal {
        EnsParameters parameters = EnsParameters.of(
                request, caller, Set.of("InstanceIds", "AutoRenew", "Duration", "RenewalStatus", "OwnerId"));
        List<SimulatedMachine> machines = new ArrayList<>();
        for (String id : parameters.required("InstanceIds").split(";", -1)) {
            SimulatedMachine machine = existing(parameters, id);
            if (!machine.prePaid()) {
                throw parameters.invalid("InstanceIds", "has an instance that is no subscription");
            }
            machines.add(machine);
        }
        parameters.required("AutoRenew");
        boolean on =
                parameters.oneOf("AutoRenew", "False", Set.of("True", "False")).equals("True");
        String status = parameters.oneOf("RenewalStatus", null, Set.of("AutoRenewal", "Normal", "NotRenewal"));
        boolean renews = status == null ? on : status.equals("AutoRenewal");
        if (renews) {
            parameters.requiredWhole("Duration", n -> n >= 1 && n <= 9 || n == 12);
        }
        machines.forEach(machine -> machine.autoRenew(renews));
        return Json.object().put("Code", 0);
    }

    private ObjectNode price(Received request, Caller caller) throws Refusal {
        EnsParameters parameters = EnsParameters.of(request, caller, PRICE);
        parameters.required("EnsRegionId");
        parameters.required("InstanceType");
        parameters.required("InternetChargeType");
        parameters.oneOf(
                "InternetChargeType",
                null,
                Set.of("BandwidthByDay", "95BandwidthByMonth", "PayByBandwidth4thMonth", "PayByBandwidth"));
        parameters.requiredWhole("SystemDisk.Size", n -> n >= 20);
        boolean days =
                parameters.oneOf("PeriodUnit", "Month", Set.of("Month", "Day")).equals("Day");
        long period = parameters.requiredWhole("Period", n -> days ? n == 3 : n >= 1 && n <= 9 || n == 12);
        long quantity = parameters.requiredWhole("Quantity", n -> n >= 1 && n <= 100);
        BigDecimal trade = world.price(quantity, days ? 0.1 : period);
        // A quarter more before the discount, so that whoever reads the wrong field is found out.
        BigDecimal original = trade.multiply(new BigDecimal("1.25"));
        ObjectNode json = Json.object();
        ObjectNode price = json.putObject("PriceInfo").putObject("Price");
        price.put("Currency", world.currency());
        price.put("OriginalPrice", original);
        price.put("DiscountPrice", original.subtract(trade));
        price.put("TradePrice", trade);
        return json;
    }

    /** {@code AvaliableCount} is how the vendor spells it. */
    private ObjectNode stock(Received request, Caller caller) throws Refusal {
        EnsParameters parameters = EnsParameters.of(
                request, caller, Set.of("EnsRegionId", "InstanceSpec", "SystemDiskSize", "DataDiskSize"));
        ObjectNode json = Json.object();
        json.put("EnsRegionId", parameters.required("EnsRegionId"));
        json.put("InstanceSpec", parameters.required("InstanceSpec"));
        json.put("SystemDiskSize", parameters.requiredWhole("SystemDiskSize", n -> n >= 20));
        json.put("DataDiskSize", parameters.requiredWhole("DataDiskSize", n -> n == 0 || n >= 20));
        json.put("AvaliableCount", world.stock());
        json.put("ResourceGap", world.stock() == 0 ? "StockNotEnough" : "");
        return json;
    }

    /** The texts of a JSON array, or null if it is none. */
    static List<String> texts(String json) {
        JsonNode node = Json.read(json);
        if (node == null || !node.isArray()) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        node.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
