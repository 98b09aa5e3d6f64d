/**
 * The job: check the parameters, order once, watch to the end. No Jenkins and no HTTP: it speaks to {@code api/}, writes
 * its progress to a {@link io.jenkins.plugins.ackedge.scaleout.Journal} and tells a
 * {@link io.jenkins.plugins.ackedge.scaleout.ScaleOutListener} about it. Clock, scheduler and randomness are injected.
 */
package io.jenkins.plugins.ackedge.scaleout;
