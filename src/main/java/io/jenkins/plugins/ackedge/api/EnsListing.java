package io.jenkins.plugins.ackedge.api;

import java.util.List;
import java.util.OptionalLong;

/**
 * Machines of ENS.
 *
 * @param instances in the order of the server, each id once
 * @param complete whether these are certainly all that the server would list
 * @param serverMillis what time it was at the server when it began to answer, in milliseconds since 1970: the HTTP Date of
 *     the first page, which counts whole seconds; empty where it said nothing readable
 */
public record EnsListing(List<EnsInstance> instances, boolean complete, OptionalLong serverMillis) {
    public EnsListing {
        instances = List.copyOf(instances);
    }
}
