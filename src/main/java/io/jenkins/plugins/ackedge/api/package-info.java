/**
 * The conversation with the control plane of Alibaba Cloud Container Service for Kubernetes (ACK) over HTTPS: endpoint,
 * signature, requests in their turn ({@link io.jenkins.plugins.ackedge.api.Gate}), the wire, answers and errors. It knows
 * nothing of Jenkins. Nothing in here waits: each method returns at once and calls back.
 *
 * <p>A request is sent once ({@link io.jenkins.plugins.ackedge.api.OkHttpWire}). What the reply to an order proves is
 * judged in one place and handed on as an {@link io.jenkins.plugins.ackedge.api.OrderReply}; what is to be done about it
 * is decided above. Foreign text leaves this package as {@link io.jenkins.plugins.ackedge.api.VendorText}, from which
 * secrets have been taken out.
 */
package io.jenkins.plugins.ackedge.api;
