package io.jenkins.plugins.ackedge.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** One page of a list: numbers count from 1, and a page holds 100 entries at most. */
record Page(int number, int size) {
    private static final int MOST = 100;
    private static final int USUAL = 10;

    static Page of(Received request, String numberName, String sizeName, Caller caller) throws Refusal {
        Map<String, String> parameters = request.parameters();
        return new Page(
                number(parameters, numberName, 1, 1_000_000, caller),
                number(parameters, sizeName, USUAL, MOST, caller));
    }

    private static int number(Map<String, String> parameters, String name, int usual, int most, Caller caller)
            throws Refusal {
        String text = parameters.get(name);
        if (text == null) {
            return usual;
        }
        int value = text.matches("\\d{1,7}") ? Integer.parseInt(text) : 0;
        if (value < 1 || value > most) {
            throw new Refusal(Errors.invalidParameter(name + " must be from 1 to " + most, caller.requestId()));
        }
        return value;
    }

    <T> List<T> cut(List<T> all) {
        long from = Math.min(all.size(), (number - 1L) * size);
        long to = Math.min(all.size(), from + size);
        return all.subList((int) from, (int) to);
    }

    void describe(ObjectNode json, int total) {
        json.put("page_number", number);
        json.put("page_size", size);
        json.put("total_count", total);
    }
}
