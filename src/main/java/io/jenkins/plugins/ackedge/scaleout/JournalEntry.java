package io.jenkins.plugins.ackedge.scaleout;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that is known of one order: what a {@link Journal} keeps, what a build page shows, and from what a later process goes
 * on. Plain texts and numbers, so that any version can read what another one wrote; times are milliseconds since 1970, 0
 * means not yet, and "" means not known. It never holds a secret.
 */
public final class JournalEntry implements Serializable {
    private static final long serialVersionUID = 1L;

    /** What this code writes. A reader refuses a higher one rather than guess what happened to the order. */
    static final int VERSION = 1;

    int version = VERSION;
    String orderId = "";
    String state = OrderState.PLANNED.name();
    String via = "";
    String endpoint = "";
    String who = "";
    TreeMap<String, String> parameters = new TreeMap<>();
    String fingerprint = "";
    /** How many nodes the order may add, whatever it says. */
    long most = Long.MAX_VALUE;

    long plannedMillis;
    long submittingMillis;
    long submittedMillis;
    long endedMillis;
    long deadlineMillis;
    /** Tasks of the cluster that were there before the order was sent; null where they could not be listed. */
    ArrayList<String> tasksBefore;

    String taskId = "";
    String requestId = "";
    String message = "";
    /** Why there was no answer to the order, where there was none. */
    String unanswered = "";

    String taskWord = "";
    String currentStage = "";
    long heardMillis;
    boolean abandoned;
    boolean cancelWanted;
    boolean cancelAccepted;
    boolean watchOnly;
    ArrayList<Stage> stages = new ArrayList<>();
    ArrayList<Instance> instances = new ArrayList<>();
    ArrayList<Event> events = new ArrayList<>();

    /** A stage of the vendor's task; its times are the vendor's own words. */
    public static final class Stage implements Serializable {
        private static final long serialVersionUID = 1L;
        String name = "";
        String state = "";
        String start = "";
        String end = "";

        public String getName() {
            return name;
        }

        public String getState() {
            return state;
        }

        public String getStart() {
            return start;
        }

        public String getEnd() {
            return end;
        }
    }

    /** A machine of the order and how it fared. */
    public static final class Instance implements Serializable {
        private static final long serialVersionUID = 1L;
        String id = "";
        String status = "";
        boolean failed;

        public String getId() {
            return id;
        }

        public String getStatus() {
            return status;
        }

        public boolean isFailed() {
            return failed;
        }
    }

    /** Something that the vendor says happened on the way. */
    public static final class Event implements Serializable {
        private static final long serialVersionUID = 1L;
        String level = "";
        String text = "";
        String time = "";

        public String getLevel() {
            return level;
        }

        public String getText() {
            return text;
        }

        public String getTime() {
            return time;
        }
    }

    JournalEntry() {}

    /** A copy that does not change when this one does. */
    JournalEntry copy() {
        JournalEntry c = new JournalEntry();
        c.version = version;
        c.orderId = orderId;
        c.state = state;
        c.via = via;
        c.endpoint = endpoint;
        c.who = who;
        c.parameters = new TreeMap<>(parameters);
        c.fingerprint = fingerprint;
        c.most = most;
        c.plannedMillis = plannedMillis;
        c.submittingMillis = submittingMillis;
        c.submittedMillis = submittedMillis;
        c.endedMillis = endedMillis;
        c.deadlineMillis = deadlineMillis;
        c.tasksBefore = tasksBefore == null ? null : new ArrayList<>(tasksBefore);
        c.taskId = taskId;
        c.requestId = requestId;
        c.message = message;
        c.unanswered = unanswered;
        c.taskWord = taskWord;
        c.currentStage = currentStage;
        c.heardMillis = heardMillis;
        c.abandoned = abandoned;
        c.cancelWanted = cancelWanted;
        c.cancelAccepted = cancelAccepted;
        c.watchOnly = watchOnly;
        // The elements are never changed, only replaced.
        c.stages = new ArrayList<>(stages);
        c.instances = new ArrayList<>(instances);
        c.events = new ArrayList<>(events);
        return c;
    }

    /** Whether nothing more comes of it: it ended, was refused, or was left to itself by whoever had waited. */
    boolean hasEnded() {
        OrderState s = getState();
        return s.isTaskEnd()
                || s == OrderState.REJECTED
                || (s == OrderState.SUBMITTED && abandoned && endedMillis != 0);
    }

    public OrderState getState() {
        return OrderState.valueOf(state);
    }

    /** Our own id of the order, which the vendor does not know. */
    public String getOrderId() {
        return orderId;
    }

    public String getVia() {
        return via;
    }

    public String getEndpoint() {
        return endpoint;
    }

    /** Who ordered: a build's name, or a user at a terminal. */
    public String getWho() {
        return who;
    }

    /** What was given, by the names of {@link Parameter#key}. */
    public Map<String, String> getParameters() {
        return Collections.unmodifiableMap(parameters);
    }

    public String getParameter(Parameter parameter) {
        return parameters.getOrDefault(parameter.key(), "");
    }

    /** SHA-256 over what is ordered where, without secrets: two runs with the same one mean the same order. */
    public String getFingerprint() {
        return fingerprint;
    }

    public long getPlannedMillis() {
        return plannedMillis;
    }

    public long getSubmittingMillis() {
        return submittingMillis;
    }

    public long getSubmittedMillis() {
        return submittedMillis;
    }

    public long getEndedMillis() {
        return endedMillis;
    }

    public long getDeadlineMillis() {
        return deadlineMillis;
    }

    public String getTaskId() {
        return taskId;
    }

    public String getRequestId() {
        return requestId;
    }

    /** What happened, in a sentence or two for people. */
    public String getMessage() {
        return message;
    }

    /** The vendor's own word for the task's state. */
    public String getTaskWord() {
        return taskWord;
    }

    public String getCurrentStage() {
        return currentStage;
    }

    /** When the vendor last answered a question about the task. */
    public long getHeardMillis() {
        return heardMillis;
    }

    /** Whether the build or user who ordered has stopped waiting. */
    public boolean isAbandoned() {
        return abandoned;
    }

    /** Whether nothing was ordered by it: it waits for a task that somebody else ordered, and knows no count. */
    public boolean isWatchOnly() {
        return watchOnly;
    }

    public List<Stage> getStages() {
        return Collections.unmodifiableList(stages);
    }

    public List<Instance> getInstances() {
        return Collections.unmodifiableList(instances);
    }

    public List<Event> getEvents() {
        return Collections.unmodifiableList(events);
    }
}
