package io.jenkins.plugins.ackedge.scaleout;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.jenkins.plugins.ackedge.api.TaskInfo;
import io.jenkins.plugins.ackedge.api.VendorText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * All that is known of one order: what the {@link OrderStore} holds, what a page shows, and from what a later process goes
 * on. Immutable. It never holds a secret, and texts of the vendor in it have passed {@link VendorText}. Times are
 * milliseconds since 1970, written down for people; 0 means not yet, and "" not known.
 */
public final class OrderRecord {
    /** How it is known that a task is this order's. */
    public enum Proof {
        NONE,
        /** The answer to the order named it. */
        ANSWER,
        /** It carries a name of ours. */
        NAME,
        /** It is the only one that can be it. Another controller's would look the same. */
        FITS
    }

    /** Why it is not known whether an attempt ran. */
    public enum Doubt {
        NONE,
        /** No complete answer came. */
        SILENT,
        /** Something refused it, in words that are on no list of refusals. */
        ODD,
        /** It was accepted, and the answer named no task. */
        NO_ID
    }

    /** Whether machines have been made to renew themselves. */
    enum Renewal {
        NOT_YET,
        SET,
        /** It was refused for good, or tried often enough: a warning, since the machines are there. */
        FAILED
    }

    /** Whether the vendor is to cancel the task. */
    public enum Cancel {
        NO,
        WANTED,
        /** It was asked, and has answered. */
        DONE
    }

    private final Fields fields;

    OrderRecord(Fields fields) {
        this.fields = fields;
    }

    /** A plan: nothing of it is sent. */
    static OrderRecord planned(String orderId, Order order, long wallMillis) {
        Fields f = new Fields();
        f.orderId = orderId;
        f.revision = 1;
        f.via = order.route().name();
        f.endpoint = order.endpoint().url();
        f.ensEndpoint = order.ensEndpoint().url();
        Origin origin = order.origin();
        f.who = origin.who();
        f.startedBy = origin.startedBy();
        f.cluster = origin.cluster();
        f.credentialsId = origin.credentialsId();
        f.loginCredentialsId = origin.loginCredentialsId();
        f.account = origin.account();
        f.limits = origin.limits();
        f.parameters = order.asMap();
        f.fingerprint = order.fingerprint();
        f.most = order.most();
        f.plannedMillis = wallMillis;
        f.deadlineMillis = wallMillis + order.timeoutMillis();
        f.leftMillis = order.timeoutMillis();
        return new OrderRecord(f);
    }

    /** A task that somebody else ordered, or an earlier process: it is only watched. */
    static OrderRecord watched(String orderId, Order order, String taskId, long wallMillis) {
        return planned(orderId, order, wallMillis).with(f -> {
            f.state = OrderState.SUBMITTED.name();
            f.watchOnly = true;
            f.taskId = taskId;
            f.proof = Proof.ANSWER.name();
        });
    }

    /** Another record with this change. */
    OrderRecord with(Consumer<Fields> change) {
        Fields next = fields.copy();
        change.accept(next);
        return new OrderRecord(next);
    }

    /** A copy that may be changed, to be written down. */
    Fields fields() {
        return fields.copy();
    }

    /** Whether both say the same about the order; when the vendor was last heard is not worth a write. */
    boolean saysTheSameAs(OrderRecord other) {
        Fields a = fields.copy();
        Fields b = other.fields.copy();
        for (Fields f : List.of(a, b)) {
            f.heardMillis = 0;
            f.leftMillis = 0;
            f.revision = 0;
            f.writer = "";
        }
        return a.parts().equals(b.parts());
    }

    public OrderState getState() {
        return OrderState.valueOf(fields.state);
    }

    /** Our own id of the order, which the vendor does not know. */
    public String getOrderId() {
        return fields.orderId;
    }

    /** Counts the writes of this record. */
    public long getRevision() {
        return fields.revision;
    }

    /** Which runner wrote it last. */
    String getWriter() {
        return fields.writer;
    }

    /** The last attempt to send it that was begun; 0 for none. */
    public int getAttempt() {
        return fields.attempt;
    }

    public Proof getProof() {
        return Proof.valueOf(fields.proof);
    }

    public Doubt getDoubt() {
        return Doubt.valueOf(fields.doubt);
    }

    public Cancel getCancel() {
        return Cancel.valueOf(fields.cancel);
    }

    /** Whether the vendor accepted the cancellation of the task. */
    public boolean isCancelAccepted() {
        return fields.cancelAccepted;
    }

    public String getVia() {
        return fields.via;
    }

    public String getEndpoint() {
        return fields.endpoint;
    }

    /** Who ordered: a build's name, or a user at a terminal. */
    public String getWho() {
        return fields.who;
    }

    /** Who or what started that build; "" where that was not noted, as for the next three. */
    public String getStartedBy() {
        return fields.startedBy;
    }

    /** What an administrator called the cluster. */
    public String getCluster() {
        return fields.cluster;
    }

    /** Whose money it is: the last characters of the AccessKey ID, and the role. */
    public String getAccount() {
        return fields.account;
    }

    /** The administrators' limits that allowed it, with what was used of them. */
    public String getLimits() {
        return fields.limits;
    }

    Origin origin() {
        return new Origin(
                fields.who,
                fields.startedBy,
                fields.cluster,
                fields.credentialsId,
                fields.loginCredentialsId,
                fields.account,
                fields.limits);
    }

    /** What was given, by the names of {@link Parameter#key}. */
    public Map<String, String> getParameters() {
        return Collections.unmodifiableMap(fields.parameters);
    }

    public String getParameter(Parameter parameter) {
        return fields.parameters.getOrDefault(parameter.key(), "");
    }

    /** SHA-256 over what is ordered where, without secrets: two runs with the same one mean the same order. */
    public String getFingerprint() {
        return fields.fingerprint;
    }

    /** Where whoever ordered keeps the access key: a name, no secret. */
    public String getCredentialsId() {
        return fields.credentialsId;
    }

    /** Where whoever ordered keeps the node password: a name, no secret; "" for none. */
    public String getLoginCredentialsId() {
        return fields.loginCredentialsId;
    }

    /** How many nodes it may add, whatever it says. */
    long getMost() {
        return fields.most;
    }

    /**
     * How many nodes it has ordered, or may have: what is in doubt or may still be sent counts, what was refused or given up
     * before it was sent does not. {@link Long#MAX_VALUE} where an order that names a size has not been held against its
     * pool yet, and no limit either.
     */
    public long nodesOrdered() {
        boolean isNone = isWatchOnly()
                || getState() == OrderState.REJECTED
                || (getState() == OrderState.PLANNED && getEndedMillis() != 0);
        if (isNone) {
            return 0;
        }
        String count = getParameter(Parameter.COUNT);
        if (!count.isEmpty()) {
            return Long.parseLong(count);
        }
        return fields.adds < 0 ? fields.most : fields.adds;
    }

    /** When it left, as far as it did; {@link Long#MAX_VALUE} while it may still be sent. By a clock that may be set. */
    public long lastSentMillis() {
        return getState() == OrderState.PLANNED
                ? Long.MAX_VALUE
                : Math.max(fields.plannedMillis, fields.submittingMillis);
    }

    public long getPlannedMillis() {
        return fields.plannedMillis;
    }

    public long getSubmittingMillis() {
        return fields.submittingMillis;
    }

    public long getSubmittedMillis() {
        return fields.submittedMillis;
    }

    public long getEndedMillis() {
        return fields.endedMillis;
    }

    public long getDeadlineMillis() {
        return fields.deadlineMillis;
    }

    /** How much of the time limit was left when it was last written, by a clock that is never set. */
    long getLeftMillis() {
        return fields.leftMillis;
    }

    /** The tasks of the cluster before the last attempt; null where they could not be listed. */
    List<String> getTasksBefore() {
        return fields.tasksBefore == null ? null : Collections.unmodifiableList(fields.tasksBefore);
    }

    /** The vendor's own clock at that listing; 0 where it did not say. */
    long getListedServerMillis() {
        return fields.listedServerMillis;
    }

    /** How long after that listing the attempt left; negative where that is not known. */
    long getSinceListingMillis() {
        return fields.sinceListingMillis;
    }

    /** The task at ACK; "" where nothing was ordered, and on a route that has none. */
    public String getTaskId() {
        return words().hasTask() ? fields.taskId : "";
    }

    /** Whether ACK runs a task for an order like this, whose id and stages are to be expected. */
    public boolean hasTask() {
        return words().hasTask();
    }

    /** What the vendor and we call the order alike: the id of its task, or a name of ours; "" if it is not known to be made. */
    String reference() {
        return fields.taskId;
    }

    /** What to call this order. */
    RouteWords words() {
        return Routes.find(fields.via).orElse(Routes.standard()).words();
    }

    /** What the vendor asked for it, with the currency; "" where the route knows no price. */
    public String getPrice() {
        return fields.price;
    }

    /** Where ENS machines are bought; "" on a route that buys none there. */
    String getEnsEndpoint() {
        return fields.ensEndpoint;
    }

    /** What came of making the machines renew themselves, where that is a request of its own; "" if nothing yet. */
    Renewal getRenewal() {
        return Renewal.valueOf(fields.renewal);
    }

    public String getRequestId() {
        return fields.requestId;
    }

    /** What happened, in a sentence or two for people. */
    public String getMessage() {
        return fields.message;
    }

    /** What came instead of an answer to the order. */
    String getUnanswered() {
        return fields.unanswered;
    }

    /** What the last question about the task brought instead of an answer; "" if it was answered. */
    public String getTrouble() {
        return fields.trouble;
    }

    /** How many questions about the task in a row were not answered. */
    public int getFailures() {
        return fields.failures;
    }

    /** The vendor's own word for the task's state. */
    public String getTaskWord() {
        return fields.taskWord;
    }

    public String getCurrentStage() {
        return fields.currentStage;
    }

    /** When the vendor last answered a question about the task; 0 if never. */
    public long getHeardMillis() {
        return fields.heardMillis;
    }

    /** Whether whoever ordered has stopped waiting. */
    public boolean isAborted() {
        return fields.aborted;
    }

    /** Whether nothing was ordered by it: it waits for a task that somebody else ordered, and knows no count. */
    public boolean isWatchOnly() {
        return fields.watchOnly;
    }

    /** Whether somebody has looked at it and wants to hear no more of it. */
    public boolean isSetAside() {
        return fields.setAside;
    }

    public List<Stage> getStages() {
        return Collections.unmodifiableList(fields.stages);
    }

    public List<Instance> getInstances() {
        return Collections.unmodifiableList(fields.instances);
    }

    /** All instances that the vendor named, failed ones among them. */
    public List<String> instanceIds() {
        return ids(instance -> true);
    }

    /** Those that failed; once the task has failed, also those that it does not tell to have joined. */
    public List<String> failedInstanceIds() {
        boolean isOver = getState() == OrderState.FAILED;
        return ids(instance -> isOver ? !instance.isWell() : instance.isFailed());
    }

    /** Until when the first of its machines is bought, in the vendor's words; "" where the route does not know it. */
    public String boughtUntil() {
        return getInstances().stream()
                .map(Instance::getExpires)
                .filter(expires -> !expires.isEmpty())
                .min(Comparator.naturalOrder())
                .orElse("");
    }

    private List<String> ids(Predicate<Instance> which) {
        return getInstances().stream()
                .filter(which)
                .map(Instance::getId)
                .filter(id -> !id.isEmpty())
                .toList();
    }

    public List<Event> getEvents() {
        return Collections.unmodifiableList(fields.events);
    }

    /** The same, set aside: somebody has looked at it and wants to hear no more of it. */
    public OrderRecord setAside() {
        return with(f -> {
            f.setAside = true;
            f.revision++;
        });
    }

    /** What has no end yet: the order may have been made, and nobody has seen what became of it. */
    public boolean isOpen() {
        return switch (getState()) {
            case PLANNED, SUBMITTING, UNKNOWN, SUBMITTED, TIMED_OUT -> true;
            case SUCCEEDED, FAILED, CANCELLED, REJECTED -> false;
        };
    }

    @Override
    public String toString() {
        return "OrderRecord[" + fields.parts() + "]";
    }

    /** A stage of the vendor's task; its times are the vendor's own words. */
    public static final class Stage {
        private String name = "";
        private String state = "";
        private String start = "";
        private String end = "";

        private Stage() {}

        Stage(TaskInfo.Stage stage) {
            name = stage.message().toString();
            state = stage.state().toString();
            start = stage.startTime().toString();
            end = stage.endTime().toString();
        }

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

        private List<String> parts() {
            return List.of(name, state, start, end);
        }

        private void clean() {
            name = stored(name);
            state = stored(state);
            start = stored(start);
            end = stored(end);
        }
    }

    /** A machine of the order and how it fared. */
    public static final class Instance {
        private String id = "";
        private String status = "";
        private boolean failed;
        private boolean well;
        private String name = "";
        private String address = "";
        private String expires = "";
        private boolean repaired;
        private boolean joined;

        private Instance() {}

        Instance(TaskInfo.Instance instance) {
            id = instance.id().toString();
            status = instance.status().toString();
            failed = instance.isFailed();
            well = instance.isWell();
        }

        /** One of ENS, as far as its id is known. */
        static Instance ordered(String id) {
            Instance i = new Instance();
            i.id = id;
            i.status = "ordered";
            return i;
        }

        private Instance copy() {
            Instance c = new Instance();
            c.id = id;
            c.status = status;
            c.failed = failed;
            c.well = well;
            c.name = name;
            c.address = address;
            c.expires = expires;
            c.repaired = repaired;
            c.joined = joined;
            return c;
        }

        /** What ENS says of it. */
        Instance described(String newName, String newAddress, String newExpires) {
            Instance c = copy();
            c.name = newName;
            c.address = newAddress;
            c.expires = newExpires;
            return c;
        }

        /** How far it is. */
        Instance withStatus(String newStatus, boolean isWell, boolean isFailed) {
            Instance c = copy();
            c.status = newStatus;
            c.well = isWell;
            c.failed = isFailed;
            return c;
        }

        /** Its join script is about to be run again, which is done once. */
        Instance beingRepaired() {
            Instance c = copy();
            c.repaired = true;
            return c;
        }

        /** It is a node now; whatever a list says later, it has been one. */
        Instance havingJoined() {
            Instance c = copy();
            c.joined = true;
            return c;
        }

        /** "" where the vendor named none. */
        public String getId() {
            return id;
        }

        public String getStatus() {
            return status;
        }

        public boolean isFailed() {
            return failed;
        }

        /** Whether the vendor says that it joined. */
        public boolean isWell() {
            return well;
        }

        /** "" where the route does not know it, as the next two. */
        public String getName() {
            return name;
        }

        /** The private one if it has one. */
        public String getAddress() {
            return address;
        }

        /** Until when it is bought, in the vendor's words. */
        public String getExpires() {
            return expires;
        }

        /** Whether its join script may have been run again. */
        boolean isRepaired() {
            return repaired;
        }

        /** Whether it was ever seen as a node of the cluster. */
        boolean hasJoined() {
            return joined;
        }

        private List<Object> parts() {
            return List.of(id, status, failed, well, name, address, expires, repaired, joined);
        }

        private void clean() {
            id = stored(id);
            status = stored(status);
            name = stored(name);
            address = stored(address);
            expires = stored(expires);
        }
    }

    /** Something that the vendor says happened on the way. */
    public static final class Event {
        private String level = "";
        private String text = "";
        private String time = "";

        private Event() {}

        /** Something that this program has to say. */
        static Event ours(String level, String text, String time) {
            Event e = new Event();
            e.level = level;
            e.text = text;
            e.time = time;
            return e;
        }

        Event(TaskInfo.Event event) {
            level = event.level().toString();
            time = event.timestamp().toString();
            text = String.join(
                            " ",
                            event.source().toString(),
                            event.action().toString(),
                            event.reason().toString(),
                            event.message().toString())
                    .replaceAll(" +", " ")
                    .strip();
        }

        public String getLevel() {
            return level;
        }

        public String getText() {
            return text;
        }

        public String getTime() {
            return time;
        }

        private List<String> parts() {
            return List.of(level, text, time);
        }

        private void clean() {
            level = stored(level);
            text = stored(text);
            time = stored(time);
        }
    }

    private static String stored(String text) {
        return VendorText.stored(text == null ? "" : text).toString();
    }

    /** The same as plain values, in the form in which it is written down; changed only while a record is made. */
    static final class Fields {
        String orderId = "";
        long revision;
        String writer = "";
        String state = OrderState.PLANNED.name();
        int attempt;
        String proof = Proof.NONE.name();
        String doubt = Doubt.NONE.name();
        boolean aborted;
        String cancel = Cancel.NO.name();
        boolean cancelAccepted;
        boolean watchOnly;
        boolean setAside;

        String via = "";
        String endpoint = "";
        String ensEndpoint = "";
        String who = "";
        String startedBy = "";
        String cluster = "";
        String account = "";
        String limits = "";
        TreeMap<String, String> parameters = new TreeMap<>();
        String fingerprint = "";
        long most = Long.MAX_VALUE;
        /** How many nodes an order adds that names a size; negative where that is not known. */
        long adds = -1;

        String credentialsId = "";
        String loginCredentialsId = "";

        long plannedMillis;
        long submittingMillis;
        long submittedMillis;
        long endedMillis;
        long deadlineMillis;
        long leftMillis;

        String price = "";
        String renewal = Renewal.NOT_YET.name();

        /** Null where they are not known. */
        @JsonSetter(nulls = Nulls.SET)
        ArrayList<String> tasksBefore;

        long listedServerMillis;
        long sinceListingMillis = -1;

        String taskId = "";
        String requestId = "";
        String message = "";
        String unanswered = "";
        String trouble = "";
        int failures;

        String taskWord = "";
        String currentStage = "";
        long heardMillis;
        ArrayList<Stage> stages = new ArrayList<>();
        ArrayList<Instance> instances = new ArrayList<>();
        ArrayList<Event> events = new ArrayList<>();

        private Fields copy() {
            Fields c = new Fields();
            c.orderId = orderId;
            c.revision = revision;
            c.writer = writer;
            c.state = state;
            c.attempt = attempt;
            c.proof = proof;
            c.doubt = doubt;
            c.aborted = aborted;
            c.cancel = cancel;
            c.cancelAccepted = cancelAccepted;
            c.watchOnly = watchOnly;
            c.setAside = setAside;
            c.via = via;
            c.endpoint = endpoint;
            c.ensEndpoint = ensEndpoint;
            c.who = who;
            c.startedBy = startedBy;
            c.cluster = cluster;
            c.account = account;
            c.limits = limits;
            c.parameters = new TreeMap<>(parameters);
            c.fingerprint = fingerprint;
            c.most = most;
            c.adds = adds;
            c.credentialsId = credentialsId;
            c.loginCredentialsId = loginCredentialsId;
            c.plannedMillis = plannedMillis;
            c.submittingMillis = submittingMillis;
            c.submittedMillis = submittedMillis;
            c.endedMillis = endedMillis;
            c.deadlineMillis = deadlineMillis;
            c.leftMillis = leftMillis;
            c.price = price;
            c.renewal = renewal;
            c.tasksBefore = tasksBefore == null ? null : new ArrayList<>(tasksBefore);
            c.listedServerMillis = listedServerMillis;
            c.sinceListingMillis = sinceListingMillis;
            c.taskId = taskId;
            c.requestId = requestId;
            c.message = message;
            c.unanswered = unanswered;
            c.trouble = trouble;
            c.failures = failures;
            c.taskWord = taskWord;
            c.currentStage = currentStage;
            c.heardMillis = heardMillis;
            // The elements are never changed, only replaced.
            c.stages = new ArrayList<>(stages);
            c.instances = new ArrayList<>(instances);
            c.events = new ArrayList<>(events);
            return c;
        }

        /** What somebody else may have changed in the file is not trusted more than the vendor. */
        void clean() {
            startedBy = stored(startedBy);
            cluster = stored(cluster);
            account = stored(account);
            limits = stored(limits);
            requestId = stored(requestId);
            price = stored(price);
            taskWord = stored(taskWord);
            currentStage = stored(currentStage);
            stages.forEach(Stage::clean);
            instances.forEach(Instance::clean);
            events.forEach(Event::clean);
        }

        private List<Object> parts() {
            return List.of(
                    List.of(orderId, revision, writer, state, attempt, proof, doubt, aborted, cancel),
                    List.of(cancelAccepted, watchOnly, setAside, via, endpoint, who, parameters, fingerprint, most),
                    List.of(credentialsId, loginCredentialsId, ensEndpoint, price, renewal),
                    List.of(startedBy, cluster, account, limits, adds),
                    List.of(plannedMillis, submittingMillis, submittedMillis, endedMillis, deadlineMillis, leftMillis),
                    List.of(tasksBefore == null ? "" : tasksBefore, listedServerMillis, sinceListingMillis),
                    List.of(taskId, requestId, message, unanswered, trouble, failures),
                    List.of(taskWord, currentStage, heardMillis),
                    stages.stream().map(Stage::parts).toList(),
                    instances.stream().map(Instance::parts).toList(),
                    events.stream().map(Event::parts).toList());
        }
    }
}
