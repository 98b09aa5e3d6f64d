package io.jenkins.plugins.ackedge.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What DescribeTaskInfo answers: every field of the vendor's model (fact sheet, section 4), all scalars as strings. */
final class TaskDocument {
    private TaskDocument() {}

    static ObjectNode of(SimulatedTask task) {
        synchronized (task) {
            ObjectNode json = Json.object();
            json.put("task_id", task.id());
            json.put("cluster_id", task.clusterId());
            json.put("task_type", task.type());
            json.put("state", task.state());
            json.put("created", VendorTime.stamp(task.createdMillis()));
            json.put("updated", VendorTime.stamp(updated(task)));
            json.put("current_stage", SimulatedTask.STAGES.get(task.stagesBegun() - 1));
            error(json, task);
            target(json.putObject("target"), task);
            // The worst case on purpose: a client must never show these, because the node password may be among them.
            json.set("parameters", task.parameters());
            stages(json.putArray("stages"), task);
            events(json.putArray("events"), task);
            results(json.putArray("task_result"), task);
            json.putObject("outputs");
            return json;
        }
    }

    /** The task's entry in a cluster's list of tasks. */
    static ObjectNode summary(SimulatedTask task) {
        synchronized (task) {
            ObjectNode json = Json.object();
            json.put("task_id", task.id());
            json.put("task_type", task.type());
            json.put("state", task.state());
            json.put("created", VendorTime.stamp(task.createdMillis()));
            json.put("updated", VendorTime.stamp(updated(task)));
            error(json, task);
            return json;
        }
    }

    private static void error(ObjectNode json, SimulatedTask task) {
        if (task.ended() && task.ending().errorCode() != null) {
            ObjectNode error = json.putObject("error");
            error.put("code", task.ending().errorCode());
            error.put("message", task.ending().errorMessage());
        } else {
            json.putNull("error");
        }
    }

    private static void target(ObjectNode json, SimulatedTask task) {
        json.put("type", task.nodePoolId() == null ? "cluster" : "nodepool");
        json.put("id", task.nodePoolId() == null ? task.clusterId() : task.nodePoolId());
    }

    private static long updated(SimulatedTask task) {
        return task.ended() ? task.endsAtMillis() : stageBegan(task, task.stagesBegun() - 1);
    }

    private static long stageBegan(SimulatedTask task, int index) {
        return task.createdMillis() + index * task.stageMillis();
    }

    private static void stages(ArrayNode json, SimulatedTask task) {
        int begun = task.stagesBegun();
        for (int i = 0; i < begun; i++) {
            boolean last = i == begun - 1;
            ObjectNode stage = json.addObject();
            stage.put("message", SimulatedTask.STAGES.get(i));
            stage.put("start_time", VendorTime.stage(stageBegan(task, i)));
            if (!last) {
                stage.put("state", "success");
                stage.put("end_time", VendorTime.stage(stageBegan(task, i + 1)));
            } else {
                stage.put("state", task.state());
                stage.put("end_time", task.ended() ? VendorTime.stage(task.endsAtMillis()) : "");
            }
            stage.putObject("outputs");
        }
    }

    private static void events(ArrayNode json, SimulatedTask task) {
        int begun = task.stagesBegun();
        for (int i = 0; i < begun; i++) {
            event(json, task, "info", "Start", SimulatedTask.STAGES.get(i), stageBegan(task, i));
        }
        if (task.ended()) {
            boolean failed = task.ending().errorCode() != null;
            String message = failed ? task.ending().errorMessage() : "task ended: " + task.state();
            event(json, task, failed ? "error" : "info", "End", message, task.endsAtMillis());
        }
    }

    private static void event(
            ArrayNode json, SimulatedTask task, String level, String action, String message, long atMillis) {
        ObjectNode event = json.addObject();
        event.put("action", action);
        event.put("level", level);
        event.put("message", message);
        event.put("reason", action);
        event.put("source", task.type());
        event.put("timestamp", Long.toString(atMillis));
    }

    private static void results(ArrayNode json, SimulatedTask task) {
        for (int i = 0; i < task.instanceIds().size(); i++) {
            ObjectNode result = json.addObject();
            result.put("data", task.instanceIds().get(i));
            result.put("status", task.instanceStatus(i));
        }
    }
}
