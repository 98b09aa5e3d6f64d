package io.jenkins.plugins.ackedge;

import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.ackedge.scaleout.Check;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.Stapler;

/** Who may ask a form's methods: whoever may see the job's configuration, and administrators. Others get no answer. */
final class FormAccess {
    private FormAccess() {}

    static boolean maySee(Item item) {
        return item == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : item.hasPermission(Item.EXTENDED_READ) || item.hasPermission(Item.CONFIGURE);
    }

    /** The job's own rule. */
    static FormValidation check(Item item, Parameter parameter, String value) {
        return check(item, value, given -> Check.value(parameter, given).map(v -> v.rule(locale())));
    }

    /**
     * A rule for what somebody types, in the language of whoever types.
     *
     * @param broken the words of the rule that a value breaks
     */
    static FormValidation check(Item item, String value, Function<String, Optional<String>> broken) {
        String given = Util.fixEmptyAndTrim(value);
        if (!maySee(item) || given == null || given.contains("$")) {
            return FormValidation.ok(); // a variable is known only to the build
        }
        return broken.apply(given).map(FormValidation::error).orElseGet(FormValidation::ok);
    }

    /** Something that is no fault, in letters that are easier to read than Jenkins' own for that. */
    static FormValidation told(String text) {
        return FormValidation.okWithMarkup("<span class=\"jenkins-!-text-color\">" + Util.escape(text) + "</span>");
    }

    static Locale locale() {
        return Stapler.getCurrentRequest2().getLocale();
    }
}
