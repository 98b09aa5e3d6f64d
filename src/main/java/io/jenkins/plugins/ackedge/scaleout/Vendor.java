package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.AckClient;
import io.jenkins.plugins.ackedge.api.AckClientFactory;
import io.jenkins.plugins.ackedge.api.EnsClient;
import io.jenkins.plugins.ackedge.api.JoinScript;

/** The vendor's services for one conversation about an order, with the secrets that were looked up for it. */
final class Vendor {
    private final AckClientFactory clients;
    private final Order order;
    private final long wallMillis;
    private final SecretLookups.Found secrets;

    /** @param wallMillis now, since 1970 */
    Vendor(AckClientFactory clients, Order order, SecretLookups.Found secrets, long wallMillis) {
        this.clients = clients;
        this.order = order;
        this.wallMillis = wallMillis;
        this.secrets = secrets;
    }

    AckClient ack() {
        return clients.client(order.endpoint(), secrets.key(), secrets.password());
    }

    EnsClient ens() {
        return clients.ensClient(order.ensEndpoint(), secrets.key(), secrets.password());
    }

    /** The same, for a conversation in which the token of this script is a secret besides. */
    EnsClient ens(JoinScript script) {
        return clients.ensClient(
                order.ensEndpoint(),
                secrets.key(),
                secrets.password(),
                script.text(),
                script.token(),
                script.userData());
    }

    /** When the conversation began, since 1970: for times that the vendor is given. */
    long wallMillis() {
        return wallMillis;
    }

    /** The password for the nodes; null if the order uses none. */
    String loginPassword() {
        return secrets.password();
    }
}
