package io.jenkins.plugins.ackedge.config;

import hudson.util.FormValidation;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import org.kohsuke.stapler.verb.POST;

/** The web methods behind the fields of a wait for a task. */
public interface WaitForm extends OrderForm {
    @POST
    default FormValidation doCheckTaskId(FieldCheck field) {
        return field.in(this).taskId();
    }

    /** A wait takes its time limit from nobody else. */
    @POST
    @Override
    default FormValidation doCheckTimeoutMins(FieldCheck field) {
        return field.in(this).rule(Parameter.TIMEOUT_MINS);
    }
}
