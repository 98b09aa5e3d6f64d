package io.jenkins.plugins.ackedge.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One walk through the pages of a list. It ends with a page that brings nothing new and names no page to follow, after 40
 * pages, or after 10,000 rows; what the server counts ends no walk, since servers count badly or not at all.
 */
final class PageWalk<T> {
    private static final int MOST_PAGES = 40;

    /** More come from no server that pages as it was told. */
    private static final int MOST_ROWS = 10_000;

    /** A longer token is none that this program passes on. */
    private static final int LONGEST_TOKEN = 2000;

    /** What is special about one list. */
    interface Listing<T> {
        Urgency urgency();

        /**
         * Asks for a page.
         *
         * @param page 1 or more
         * @param token what the page before gave for this one, or ""
         */
        ApiCall call(int page, String token);

        /** How many rows a full page has; 0 if pages are named by tokens alone. */
        int pageSize();

        /** Why an answer with a JSON object and HTTP 2xx is no page; null if it is one. */
        default AckFault fault(JsonNode json, Redaction redaction) {
            return null;
        }

        /** The array of rows in an answer, or whatever stands in its place. */
        JsonNode rows(JsonNode json);

        /** Empty if it is no row that can be used. */
        Optional<T> row(JsonNode json, Redaction redaction);

        /** Rows with the same key are one: a server may repeat a page, or shift rows while it is read. */
        String key(T row);

        /** How many rows the server says that there are; -1 where it does not. */
        long total(JsonNode json);

        /** Whether a list that ends before the server's count is not whole, although its last page was empty. */
        default boolean isCountBelieved() {
            return false;
        }

        /** Whether nothing more is looked for once these keys are there. */
        default boolean isEnough(Set<String> keys) {
            return false;
        }
    }

    /**
     * What a walk found.
     *
     * @param rows in the order of the server, each key once
     * @param complete whether these are certainly all that the server would list
     * @param serverMillis the HTTP Date of the first page in milliseconds since 1970; empty where it is not readable
     */
    record Found<T>(List<T> rows, boolean complete, OptionalLong serverMillis) {}

    private final Conversation conversation;
    private final Listing<T> listing;
    private final Consumer<Answer<Found<T>>> then;
    private final List<T> found = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    private final Set<String> tokens = new HashSet<>();
    private OptionalLong serverMillis = OptionalLong.empty();
    private boolean complete = true;

    @SuppressWarnings("lgtm[jenkins/plaintext-storage]") // a place in a list, and never saved
    private String token = "";

    private int page;

    /** One page: its object, and what time it was at the server. */
    private record Page(JsonNode json, Redaction redaction, OptionalLong serverMillis) {}

    PageWalk(Conversation conversation, Listing<T> listing, Consumer<Answer<Found<T>>> then) {
        this.conversation = conversation;
        this.listing = listing;
        this.then = then;
    }

    void ask() {
        page++;
        int number = page;
        String place = token;
        conversation.<Page>query(listing.urgency(), () -> listing.call(number, place), this::read, answer -> {
            if (answer.isThere()) {
                take(answer.value());
            } else {
                then.accept(Answer.failed(answer.fault()));
            }
        });
    }

    private Answer<Page> read(WireAnswer answer, Redaction redaction) {
        JsonNode json = QueryFault.object(answer);
        if (json == null) {
            return Answer.failed(QueryFault.of(answer, redaction));
        }
        AckFault fault = listing.fault(json, redaction);
        return fault == null
                ? Answer.of(new Page(json, redaction, QueryFault.dateMillis(answer)))
                : Answer.failed(fault);
    }

    private void take(Page answer) {
        if (page == 1) {
            serverMillis = answer.serverMillis;
        }
        JsonNode rows = listing.rows(answer.json);
        boolean grew = takeRows(rows, answer.redaction);
        boolean more = goesOn(answer.json);
        boolean isEnd = !more && (listing.pageSize() == 0 || !grew);
        long total = listing.total(answer.json);
        if (!isList(rows, total) || (isEnd && lacks(rows, total))) {
            complete = false;
        }
        if (listing.isEnough(keys)) {
            then.accept(Answer.of(new Found<>(found, complete, serverMillis)));
        } else if (isEnd || page == MOST_PAGES || found.size() >= MOST_ROWS) {
            then.accept(Answer.of(new Found<>(found, complete && isEnd, serverMillis)));
        } else {
            ask();
        }
    }

    /** Returns whether there was a new one among them. */
    private boolean takeRows(JsonNode rows, Redaction redaction) {
        boolean grew = false;
        for (JsonNode json : rows.isArray() ? rows : List.<JsonNode>of()) {
            if (found.size() >= MOST_ROWS) {
                complete = false;
                break;
            }
            Optional<T> row = listing.row(json, redaction);
            if (row.isPresent() && keys.add(listing.key(row.get()))) {
                found.add(row.get());
                grew = true;
            }
            if (row.isEmpty() && json.isObject()) {
                complete = false;
            }
        }
        return grew;
    }

    /** Null is an empty list to the vendor's language, and may even be left out; anything else says nothing. */
    private boolean isList(JsonNode rows, long total) {
        return rows.isArray() || (total < 0 ? rows.isNull() : total <= found.size());
    }

    /**
     * Whether the server shows nothing and says that there is something, or repeats itself while it says, or lets expect,
     * that there are more.
     */
    private boolean lacks(JsonNode rows, long total) {
        int full = listing.pageSize();
        boolean hidesAll = found.isEmpty() && total > 0;
        boolean hidesSome = listing.isCountBelieved() && total > found.size();
        return hidesAll
                || hidesSome
                || full > 0
                        && !rows.isEmpty()
                        && (total > found.size() || (total != found.size() && rows.size() == full));
    }

    /** Whether the server names a page to follow that has not been asked for. */
    private boolean goesOn(JsonNode json) {
        String next = Json.text(json, "next_token", "nextToken", "NextToken");
        token = next.length() <= LONGEST_TOKEN ? next : "";
        boolean isNew = !token.isEmpty() && tokens.add(token);
        if (listing.pageSize() == 0 && !isNew && !next.isEmpty()) {
            complete = false; // there is more, and no way to it
        }
        return isNew;
    }
}
