package io.jenkins.plugins.ackedge.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A secret that a client put into a URL, where proxies and exception texts repeat it. The vendor takes such a request,
 * and so does the simulator; a test asserts that there is none.
 *
 * @param action the header {@code x-acs-action} of the request, or null
 * @param parameter the name in the query; never the value
 */
public record Leak(String action, String parameter) {
    private static final Set<String> SECRET = Set.of("Password", "UserData", "Scripts", "login_password");

    static List<Leak> in(Received request, AttachScripts scripts) {
        List<Leak> leaks = new ArrayList<>();
        try {
            for (Map.Entry<String, String> pair : Received.pairs(request.query())) {
                boolean named = SECRET.stream().anyMatch(pair.getKey()::equalsIgnoreCase);
                if (named || scripts.tokenIn(pair.getKey() + pair.getValue())) {
                    leaks.add(new Leak(request.header("x-acs-action"), pair.getKey()));
                }
            }
        } catch (IllegalArgumentException badEncoding) {
            // Such a query is no request; what was in it cannot be told apart.
        }
        return leaks;
    }
}
