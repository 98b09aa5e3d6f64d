package io.jenkins.plugins.ackedge.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What DescribeInstances says of a machine: the fields of the vendor's model that the simulator can fill. */
final class EnsDocuments {
    private EnsDocuments() {}

    static ObjectNode machine(SimulatedMachine machine, boolean withTags) {
        MachineSpec spec = machine.spec();
        ObjectNode json = Json.object();
        json.put("InstanceId", machine.id());
        json.put("InstanceName", machine.name());
        json.put("HostName", machine.hostName());
        json.put("Status", machine.status());
        json.put("CreationTime", VendorTime.utc(machine.createdMillis()));
        json.put("ExpiredTime", spec.expiresMillis() == 0 ? "" : VendorTime.utc(spec.expiresMillis()));
        json.put("EnsRegionId", machine.region());
        json.put("SpecName", spec.instanceType());
        json.put("ImageId", spec.imageId());
        json.put("InstanceResourceType", resourceType(machine));
        json.put("InternetMaxBandwidthOut", spec.bandwidth());
        json.put("DeletionProtection", spec.protectedFromDeletion());
        if (spec.autoReleaseTime() != null) {
            json.put("AutoReleaseTime", spec.autoReleaseTime());
        }
        if (spec.keyPair() != null) {
            json.put("KeyPairName", spec.keyPair());
        }
        addresses(json, machine);
        disks(json, spec);
        ArrayNode tags = json.putObject("Tags").putArray("Tags");
        if (withTags) {
            spec.tags()
                    .forEach((key, value) -> tags.addObject().put("TagKey", key).put("TagValue", value));
        }
        return json;
    }

    static String resourceType(SimulatedMachine machine) {
        return machine.prePaid() ? "EnsInstance" : "EnsPostPaidInstance";
    }

    /** A pending machine has none yet. */
    private static void addresses(ObjectNode json, SimulatedMachine machine) {
        boolean there = !machine.status().equals("Pending");
        ArrayNode privates = json.putObject("PrivateIpAddresses").putArray("PrivateIpAddress");
        ArrayNode publics = json.putObject("PublicIpAddresses").putArray("PublicIpAddress");
        ArrayNode plain = json.putObject("PublicIpAddress").putArray("IpAddress");
        ArrayNode inner = json.putObject("InnerIpAddress").putArray("IpAddress");
        ObjectNode network = json.putObject("NetworkAttributes");
        network.put("NetworkId", machine.spec().networkId());
        network.put("VSwitchId", machine.spec().vSwitchId());
        ArrayNode attributes = network.putObject("PrivateIpAddress").putArray("IpAddress");
        if (there) {
            privates.addObject().put("Ip", machine.privateAddress());
            inner.add(machine.privateAddress());
            attributes.add(machine.privateAddress());
        }
        if (there && machine.publicAddress() != null) {
            publics.addObject().put("Ip", machine.publicAddress()).put("Isp", "telecom");
            plain.add(machine.publicAddress());
        }
    }

    /** GiB in the request, MiB here. */
    private static void disks(ObjectNode json, MachineSpec spec) {
        ObjectNode system = json.putObject("SystemDisk");
        system.put("Category", spec.diskCategory());
        system.put("Size", spec.systemDiskGib() * 1024);
        ArrayNode data = json.putObject("DataDisk").putArray("DataDisk");
        if (spec.dataDiskGib() > 0) {
            data.addObject().put("Size", spec.dataDiskGib() * 1024);
        }
    }

    /** A node of DescribeClusterNodes that is a machine of ENS. */
    static ObjectNode node(SimulatedMachine machine, NodeIdentity identity) {
        String name = machine.nodeName(identity);
        ObjectNode node = Json.object();
        node.put(
                "instance_id",
                switch (identity) {
                    case INSTANCE_ID -> machine.id();
                    case HOST_NAME -> name;
                    case ADDRESS -> "";
                });
        node.put("node_name", name);
        node.put("host_name", identity == NodeIdentity.ADDRESS ? name : machine.hostName());
        node.put("instance_name", identity == NodeIdentity.ADDRESS ? "" : machine.name());
        ArrayNode addresses = node.putArray("ip_address");
        machine.addresses().forEach(addresses::add);
        node.put("state", machine.ready() ? "running" : "initial");
        node.put("node_status", machine.nodeStatus());
        node.put("instance_type", machine.spec().instanceType());
        node.put("instance_charge_type", machine.prePaid() ? "PrePaid" : "PostPaid");
        node.put("nodepool_id", machine.nodePool());
        node.put("is_aliyun_node", false);
        node.put("source", "attach");
        node.put("creation_time", VendorTime.stamp(machine.createdMillis()));
        node.put("error_message", "");
        return node;
    }
}
