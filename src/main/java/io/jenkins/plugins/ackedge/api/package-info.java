/**
 * One conversation with the control plane of Alibaba Cloud Container Service for Kubernetes (ACK) over HTTPS: endpoint,
 * signature, requests, answers and errors. It knows nothing of Jenkins and decides nothing about money: whether a
 * request may be sent again is told by {@link io.jenkins.plugins.ackedge.api.AckException.Kind} and decided above.
 */
package io.jenkins.plugins.ackedge.api;
