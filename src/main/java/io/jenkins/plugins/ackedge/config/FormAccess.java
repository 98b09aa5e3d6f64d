package io.jenkins.plugins.ackedge.config;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Queue;
import hudson.model.queue.Tasks;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ackedge.scaleout.Check;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import io.jenkins.plugins.ackedge.scaleout.Route;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.stapler.Stapler;
import org.springframework.security.core.Authentication;

/** Who may ask a form's methods: whoever may see the job's configuration, and administrators. Others get no answer. */
public final class FormAccess {
    /** What can hold a node password. */
    static final CredentialsMatcher LOGIN = CredentialsMatchers.anyOf(
            CredentialsMatchers.instanceOf(StandardUsernamePasswordCredentials.class),
            CredentialsMatchers.instanceOf(StringCredentials.class));

    private FormAccess() {}

    public static boolean maySee(Item item) {
        return item == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : item.hasPermission(Item.EXTENDED_READ) || item.hasPermission(Item.CONFIGURE);
    }

    private static boolean mayUseCredentials(Item item) {
        return item == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : item.hasPermission(Item.EXTENDED_READ) || item.hasPermission(CredentialsProvider.USE_ITEM);
    }

    /**
     * All that fit; for those who may not use credentials, what the form has already.
     *
     * @param none what the choice of none is called
     */
    static ListBoxModel credentials(Item item, String current, String none, CredentialsMatcher fitting) {
        StandardListBoxModel items = new StandardListBoxModel();
        if (!mayUseCredentials(item)) {
            return items.includeCurrentValue(Util.fixNull(current));
        }
        items.add(none, "");
        if (item == null) {
            items.includeMatchingAs(ACL.SYSTEM2, Jenkins.get(), StandardCredentials.class, List.of(), fitting);
        } else {
            items.includeMatchingAs(authentication(item), item, StandardCredentials.class, List.of(), fitting);
        }
        return items.includeCurrentValue(Util.fixNull(current));
    }

    /** Whether there are such credentials. */
    static FormValidation checkCredentials(Item item, boolean expands, String id, CredentialsMatcher fitting) {
        if (!mayUseCredentials(item) || isVariable(expands, id)) {
            return FormValidation.ok();
        }
        List<StandardCredentials> all = item == null
                ? CredentialsProvider.lookupCredentialsInItemGroup(
                        StandardCredentials.class, Jenkins.get(), ACL.SYSTEM2, List.of())
                : CredentialsProvider.lookupCredentialsInItem(
                        StandardCredentials.class, item, authentication(item), List.of());
        return all.stream().anyMatch(c -> fitting.matches(c) && c.getId().equals(id))
                ? FormValidation.ok()
                : FormValidation.warning(Messages.OrderForm_noCredentials());
    }

    private static Authentication authentication(Item item) {
        return item instanceof Queue.Task task ? Tasks.getAuthenticationOf2(task) : ACL.SYSTEM2;
    }

    /** @param expands whether the form is one whose values may hold variables, which are known only to the build */
    static FormValidation check(Item item, boolean expands, Route route, Parameter parameter, String value) {
        return check(
                item,
                expands,
                value,
                given -> Check.value(route, parameter, given).map(v -> v.rule(locale())));
    }

    /**
     * A rule for what somebody types, in the language of whoever types.
     *
     * @param broken the words of the rule that a value breaks
     */
    static FormValidation check(Item item, boolean expands, String value, Function<String, Optional<String>> broken) {
        String given = Util.fixEmptyAndTrim(value);
        if (!maySee(item) || given == null || isVariable(expands, given)) {
            return FormValidation.ok();
        }
        return broken.apply(given).map(FormValidation::error).orElseGet(FormValidation::ok);
    }

    /** The same for a setting of the controller. */
    static FormValidation checkSetting(String value, Function<String, Optional<String>> broken) {
        return check(null, false, value, broken);
    }

    private static boolean isVariable(boolean expands, String value) {
        return expands && value.contains("$");
    }

    /** Something that is no fault, in letters that are easier to read than Jenkins' own for that. */
    static FormValidation told(String text) {
        return FormValidation.okWithMarkup("<span class=\"jenkins-!-text-color\">" + Util.escape(text) + "</span>");
    }

    static Locale locale() {
        return Stapler.getCurrentRequest2().getLocale();
    }
}
