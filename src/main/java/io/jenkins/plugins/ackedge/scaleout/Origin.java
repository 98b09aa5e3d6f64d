package io.jenkins.plugins.ackedge.scaleout;

/**
 * Who orders, with what, and what allows it: noted in the order's record for whoever asks later. It holds no secret.
 * Immutable; "" stands for what is not known.
 *
 * @param who a build's name, or a user at a terminal
 * @param startedBy who or what started that build
 * @param cluster what an administrator calls the cluster
 * @param credentialsId where whoever orders keeps the access key: a name
 * @param loginCredentialsId where whoever orders keeps the node password: a name
 * @param account whose money it is: the last characters of the AccessKey ID, and the role
 * @param limits the administrators' limits that allow the order, with what was used of them
 */
public record Origin(
        String who,
        String startedBy,
        String cluster,
        String credentialsId,
        String loginCredentialsId,
        String account,
        String limits) {

    /** @param who a build's name, or a user at a terminal */
    public static Origin of(String who) {
        return new Origin(who, "", "", "", "", "", "");
    }

    public Origin withStartedBy(String starter) {
        return new Origin(who, starter, cluster, credentialsId, loginCredentialsId, account, limits);
    }

    public Origin withCluster(String name) {
        return new Origin(who, startedBy, name, credentialsId, loginCredentialsId, account, limits);
    }

    public Origin withCredentials(String key, String login) {
        return new Origin(who, startedBy, cluster, key, login, account, limits);
    }

    public Origin withAccount(String shown) {
        return new Origin(who, startedBy, cluster, credentialsId, loginCredentialsId, shown, limits);
    }

    public Origin withLimits(String used) {
        return new Origin(who, startedBy, cluster, credentialsId, loginCredentialsId, account, used);
    }
}
