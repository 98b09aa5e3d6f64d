package io.jenkins.plugins.ackedge.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Security Token Service, version 2015-04-01: the operation AssumeRole with the vendor's rules (its API page "AssumeRole": ARN
 * {@code acs:ram::$accountID:role/$roleName}, session name of 2 to 64 characters, 900 seconds to the longest session of the
 * role; codes as that page and "STS common errors" print them).
 */
public final class SimulatedSts {
    /** The account's. */
    public static final String ROLE = "acs:ram::1234567890123456:role/ack-edge-orders";

    private static final Set<String> KNOWN =
            Set.of("RoleArn", "RoleSessionName", "DurationSeconds", "ExternalId", "Policy", "RegionId", "Format");

    private record Role(String externalId, int longestSeconds) {}

    private final IssuedKeys issued;
    private final Map<String, Role> roles = new ConcurrentHashMap<>();
    private final Set<String> mayNot = ConcurrentHashMap.newKeySet();
    private final List<String> sessions = new ArrayList<>();

    SimulatedSts(IssuedKeys issued) {
        this.issued = issued;
        role(ROLE, "", 3600);
    }

    /** Adds a role, or changes one. */
    public void role(String arn, String externalId, int longestSeconds) {
        roles.put(arn, new Role(externalId, longestSeconds));
    }

    public void removeRole(String arn) {
        roles.remove(arn);
    }

    /** That key may assume no role (any more), for example as the account's own. */
    public void forbid(String accessKeyId) {
        mayNot.add(accessKeyId);
    }

    /** All tokens end now, whatever was said of their end. */
    public void endAllTokens() {
        issued.endAll();
    }

    /** How many keys were given, those of the metadata service included. */
    public int keysGiven() {
        return issued.count();
    }

    /** The session names so far, one for each key that AssumeRole gave. */
    public List<String> sessions() {
        synchronized (sessions) {
            return List.copyOf(sessions);
        }
    }

    /** Secrets and tokens of all keys that were given: to be shown nowhere. */
    public List<String> secrets() {
        return issued.secrets();
    }

    Answer assumeRole(Received request, Caller caller) throws Refusal {
        Map<String, String> form = new TreeMap<>();
        for (Map.Entry<String, String> pair : EnsParameters.pairs(request)) {
            if (!KNOWN.contains(pair.getKey()) || form.putIfAbsent(pair.getKey(), pair.getValue()) != null) {
                throw invalid(pair.getKey(), caller);
            }
        }
        String arn = required(form, "RoleArn", caller);
        String session = required(form, "RoleSessionName", caller);
        if (!arn.matches("acs:ram::\\d+:role/.+")) {
            throw invalid("RoleArn", caller);
        }
        if (!session.matches("[\\w.@-]{2,64}")) {
            throw invalid("RoleSessionName", caller);
        }
        if (mayNot.contains(caller.accessKeyId())) {
            throw refusal(403, "NoPermission", "Roles may not be assumed by root accounts.", caller);
        }
        Role role = roles.get(arn);
        if (role == null) {
            throw refusal(404, "EntityNotExist.Role", "The specified Role not exists .", caller);
        }
        long seconds = seconds(form.getOrDefault("DurationSeconds", "3600"), role, caller);
        if (!role.externalId().isEmpty() && !role.externalId().equals(form.get("ExternalId"))) {
            throw refusal(
                    403,
                    "NoPermission",
                    "You are not authorized to do this action. You should be authorized by RAM.",
                    caller);
        }
        synchronized (sessions) {
            sessions.add(session);
        }
        return answer(issued.issue(seconds), arn, session, caller);
    }

    private static long seconds(String text, Role role, Caller caller) throws Refusal {
        long seconds = text.matches("\\d{1,6}") ? Long.parseLong(text) : -1;
        if (seconds < 900 || seconds > role.longestSeconds()) {
            throw refusal(
                    400,
                    "InvalidParameter.DurationSeconds",
                    "The Min/Max value of DurationSeconds is 15min/" + role.longestSeconds() / 60 + "min.",
                    caller);
        }
        return seconds;
    }

    private static Answer answer(IssuedKeys.Key key, String arn, String session, Caller caller) {
        ObjectNode body = Json.object();
        body.put("RequestId", caller.requestId());
        ObjectNode user = body.putObject("AssumedRoleUser");
        user.put("Arn", arn + "/" + session);
        user.put("AssumedRoleId", "34458433936495:" + session);
        ObjectNode credentials = body.putObject("Credentials");
        credentials.put("AccessKeyId", key.id());
        credentials.put("AccessKeySecret", key.secret());
        credentials.put("SecurityToken", key.token());
        credentials.put("Expiration", key.expiration());
        return Answer.json(200, Json.write(body));
    }

    private static String required(Map<String, String> form, String name, Caller caller) throws Refusal {
        String value = form.get(name);
        if (value == null || value.isEmpty()) {
            throw refusal(400, "MissingParameter." + name, name + " is mandatory for this action.", caller);
        }
        return value;
    }

    private static Refusal invalid(String name, Caller caller) {
        return refusal(400, "InvalidParameter." + name, "The parameter " + name + " is wrongly formed.", caller);
    }

    private static Refusal refusal(int status, String code, String message, Caller caller) {
        return new Refusal(Errors.sts(status, code, message, caller.requestId()));
    }
}
