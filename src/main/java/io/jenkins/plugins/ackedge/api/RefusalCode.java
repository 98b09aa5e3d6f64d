package io.jenkins.plugins.ackedge.api;

import io.jenkins.plugins.ackedge.api.AckFault.Kind;
import io.jenkins.plugins.ackedge.api.OrderReply.Verdict;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The codes that prove that a request did not run: a closed list for each product, each with where the vendor says so. A code that stands in
 * third-party texts alone (ErrorClusterState, ErrorCheckAcl, InsufficientBalance, QuotaExceeded.*) or nowhere (a bare
 * InvalidAction) is not on it.
 */
enum RefusalCode {
    /**
     * Too many requests; not executed. Source: "Client errors" and "error code" pages of the vendor, document_detail/48054,
     * which throttle with HTTP 400; the Terraform provider's errors.go repeats any order on "Throttling".
     */
    THROTTLING("Throttling(\\..+)?", Set.of(400, 403, 429), Verdict.NOT_RUN_LATER, Kind.THROTTLED),

    /** As {@link #THROTTLING}, same sources. */
    REJECTED_THROTTLING("Rejected\\.Throttling", Set.of(400, 403, 429), Verdict.NOT_RUN_LATER, Kind.THROTTLED),

    /**
     * The cluster is in the middle of another change. Source: real output in issue 3833 of the Terraform provider, HTTP 400,
     * "cannot operate cluster where state is scaling".
     */
    CLUSTER_BUSY(Product.ACK, "InvalidStatus\\.Forbidden", Set.of(400, 403), Verdict.NOT_RUN_LATER, Kind.BUSY),

    /** Source: document_detail/48054, and the DNS product's error page: HTTP 400 or 403. */
    SIGNATURE_DOES_NOT_MATCH("SignatureDoesNotMatch"),

    /** Source: as {@link #SIGNATURE_DOES_NOT_MATCH}. */
    INCOMPLETE_SIGNATURE("IncompleteSignature"),

    /** Expired (15 minutes) and Format. Source: document_detail/48054. */
    INVALID_TIME_STAMP("InvalidTimeStamp(\\..+)?"),

    /** NotFound, Inactive. Source: document_detail/48054 (400); aliyun/ack-set-context issue 2 (ACK itself, 404). */
    INVALID_ACCESS_KEY_ID("InvalidAccessKeyId(\\..+)?"),

    /** Expired, MismatchWithAccessKey and others. Source: ack-team's skill alibabacloud-ack-cli, error-catalogue.md. */
    INVALID_SECURITY_TOKEN("InvalidSecurityToken(\\..+)?"),

    /** Source: as {@link #INVALID_SECURITY_TOKEN}. */
    FORBIDDEN_RAM("Forbidden\\.RAM"),

    /** Source: as {@link #INVALID_SECURITY_TOKEN}. */
    NO_PERMISSION("NoPermission(\\..+)?"),

    /** Source: the Terraform provider, and ack-team's skill ("wrong region"). */
    CLUSTER_NOT_FOUND(Product.ACK, "ErrorClusterNotFound", Kind.NOT_FOUND),

    /** Source: the Terraform provider's service for node pools, and ack-team's skill. */
    NODE_POOL_NOT_FOUND(Product.ACK, "ErrorNodePoolNotFound", Kind.NOT_FOUND),

    /** "Specified api is not found, please check your url and method". Source: document_detail/53438; EBS's error page (404). */
    API_NOT_FOUND("InvalidApi\\.NotFound", Kind.NOT_FOUND),

    /** As {@link #API_NOT_FOUND}, in RPC. Source: the vendor's aliyun-java-sdk-core, whose own tests expect it. */
    ACTION_NOT_FOUND("InvalidAction\\.NotFound", Kind.NOT_FOUND),

    /** "Specified parameter Version is not valid". Source: the common errors of the vendor's SMS product. */
    INVALID_VERSION("InvalidVersion", Kind.INVALID),

    /**
     * The ENS region has not enough machines of this kind. Source: ENS's error page, document_detail/148920, HTTP 400. The
     * same request is not sent again: it would wait for somebody else to give machines back.
     */
    STOCK_NOT_ENOUGH(Product.ENS, "StockNotEnough"),

    /** Source: as {@link #STOCK_NOT_ENOUGH}. */
    MISSING_PARAMETER(Product.ENS, "MissingParameter"),

    /** Alone, or with the parameter's name after a dot. Source: as {@link #STOCK_NOT_ENOUGH} ("InvalidParameter.%s"). */
    INVALID_PARAMETER(Product.ENS, "InvalidParameter(\\..+)?"),

    /** The account may not order with user data. Source: as {@link #STOCK_NOT_ENOUGH}. */
    USER_DATA_NOT_ALLOWED(Product.ENS, "InvalidUserData\\.NotInWhiteList");

    private final Set<Product> products;
    private final Pattern code;
    private final Set<Integer> statuses;
    private final Verdict verdict;
    private final Kind kind;

    /** A refusal of the gateway, which stands before all products. */
    RefusalCode(String code) {
        this(code, Kind.NOT_AUTHORISED);
    }

    RefusalCode(String code, Kind kind) {
        this(code, Set.of(400, 401, 403, 404), Verdict.NOT_RUN_NEVER, kind);
    }

    RefusalCode(String code, Set<Integer> statuses, Verdict verdict, Kind kind) {
        this(EnumSet.allOf(Product.class), code, statuses, verdict, kind);
    }

    /** A refusal of ENS: its pages name HTTP 400 alone. */
    RefusalCode(Product product, String code) {
        this(product, code, Set.of(400), Verdict.NOT_RUN_NEVER, Kind.INVALID);
    }

    RefusalCode(Product product, String code, Kind kind) {
        this(product, code, Set.of(400, 401, 403, 404), Verdict.NOT_RUN_NEVER, kind);
    }

    RefusalCode(Product product, String code, Set<Integer> statuses, Verdict verdict, Kind kind) {
        this(EnumSet.of(product), code, statuses, verdict, kind);
    }

    RefusalCode(Set<Product> products, String code, Set<Integer> statuses, Verdict verdict, Kind kind) {
        this.products = products;
        this.code = Pattern.compile(code);
        this.statuses = statuses;
        this.verdict = verdict;
        this.kind = kind;
    }

    /** The entry of a code in a product's list, whatever the status. */
    static Optional<RefusalCode> of(Product product, String code) {
        for (RefusalCode refusal : values()) {
            if (refusal.products.contains(product) && refusal.code.matcher(code).matches()) {
                return Optional.of(refusal);
            }
        }
        return Optional.empty();
    }

    /** Whether the vendor says the code with this HTTP status; with any other it proves nothing. */
    boolean isSaidWith(int status) {
        return statuses.contains(status);
    }

    Verdict verdict() {
        return verdict;
    }

    Kind kind() {
        return kind;
    }
}
