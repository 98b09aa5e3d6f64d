package io.jenkins.plugins.ackedge.api;

import java.util.List;

/**
 * The nodes of a pool.
 *
 * @param nodes in the order of the server, each once
 * @param complete whether these are certainly all that the server would list
 */
public record NodeListing(List<ClusterNode> nodes, boolean complete) {
    public NodeListing {
        nodes = List.copyOf(nodes);
    }
}
