package io.jenkins.plugins.ackedge.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * The rules of the vendor's page for ScaleOutCluster, table 2 "Request body parameters" (the seed). Names are exact:
 * the table's {@code ens_Internet_charge_type} is a misprint, as the page's own syntax and sample show. Names that the
 * table does not have are ignored.
 */
final class ScaleOutRules {
    private static final Set<Long> PERIODS = Set.of(1L, 2L, 3L, 6L, 12L, 24L, 36L, 48L, 60L);
    private static final Set<String> CHARGE_TYPES = Set.of("BandwidthByDay", "95BandwidthByMonth");

    /** The page knows no upper bound; this one is the simulator's own, so that a slip does not fill its memory. */
    private static final long MOST = 100_000;

    private final ObjectNode body;
    private final Caller caller;

    private ScaleOutRules(ObjectNode body, Caller caller) {
        this.body = body;
        this.caller = caller;
    }

    static void check(ObjectNode body, Caller caller) throws Refusal {
        new ScaleOutRules(body, caller).checkAll();
    }

    private void checkAll() throws Refusal {
        whole("count", true, n -> n >= 1 && n <= MOST);
        for (String name : List.of("worker_instance_type", "ens_region_id", "worker_image_id")) {
            if (!hasText(name)) {
                throw invalid(name);
            }
        }
        JsonNode chargeType = body.get("ens_internet_charge_type");
        if (chargeType == null || !chargeType.isTextual() || !CHARGE_TYPES.contains(chargeType.textValue())) {
            throw invalid("ens_internet_charge_type");
        }
        whole("worker_period", true, PERIODS::contains);
        checkLogin();
        whole("worker_system_disk_size", true, n -> n >= 20 && n <= 100 && n % 10 == 0);
        JsonNode edge = body.get("is_edge_worker");
        if (edge == null || !edge.isBoolean() || !edge.booleanValue()) {
            throw invalid("is_edge_worker");
        }
        whole("worker_data_disk_size", false, n -> n == 0 || n >= 20 && n <= 200 && n % 10 == 0);
        JsonNode renew = body.get("worker_auto_renew");
        if (renew != null && !renew.isBoolean()) {
            throw invalid("worker_auto_renew");
        }
        whole("worker_auto_renew_period", renew != null && renew.booleanValue(), n -> n >= 1 && n <= 12);
        whole("timeout_mins", false, n -> n >= 1);
    }

    private void whole(String name, boolean required, LongPredicate rule) throws Refusal {
        JsonNode value = body.get(name);
        if (value == null && !required) {
            return;
        }
        if (!RequestBody.isWhole(value) || !rule.test(value.longValue())) {
            throw invalid(name);
        }
    }

    /** "You must set this parameter or the key_pair parameter": one of the two, and not both. */
    private void checkLogin() throws Refusal {
        JsonNode password = body.get("login_password");
        if (hasText("key_pair") == (password != null)) {
            throw invalid("login_password or key_pair");
        }
        if (password != null && !(password.isTextual() && isPassword(password.textValue()))) {
            throw invalid("login_password");
        }
    }

    /** 8 to 30 characters, three of four kinds. The page lists no special ones: any other printable ASCII counts. */
    static boolean isPassword(String text) {
        boolean upper = false;
        boolean lower = false;
        boolean digit = false;
        boolean special = false;
        for (char c : text.toCharArray()) {
            if (c <= ' ' || c > '~') {
                return false;
            }
            upper |= c >= 'A' && c <= 'Z';
            lower |= c >= 'a' && c <= 'z';
            digit |= c >= '0' && c <= '9';
            special |= !(c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9');
        }
        int kinds = (upper ? 1 : 0) + (lower ? 1 : 0) + (digit ? 1 : 0) + (special ? 1 : 0);
        return text.length() >= 8 && text.length() <= 30 && kinds >= 3;
    }

    private boolean hasText(String name) {
        JsonNode value = body.get(name);
        return value != null && value.isTextual() && !value.textValue().isBlank();
    }

    /** The value is not repeated: it may be the password. */
    private Refusal invalid(String name) {
        return new Refusal(
                Errors.invalidParameter("the parameter " + name + " is missing or not valid", caller.requestId()));
    }
}
