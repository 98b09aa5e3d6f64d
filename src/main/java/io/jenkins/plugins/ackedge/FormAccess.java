package io.jenkins.plugins.ackedge;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Queue;
import hudson.model.queue.Tasks;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ackedge.scaleout.Check;
import io.jenkins.plugins.ackedge.scaleout.Parameter;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.Stapler;
import org.springframework.security.core.Authentication;

/** Who may ask a form's methods: whoever may see the job's configuration, and administrators. Others get no answer. */
final class FormAccess {
    private FormAccess() {}

    static boolean maySee(Item item) {
        return item == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : item.hasPermission(Item.EXTENDED_READ) || item.hasPermission(Item.CONFIGURE);
    }

    static boolean mayUseCredentials(Item item) {
        return item == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : item.hasPermission(Item.EXTENDED_READ) || item.hasPermission(CredentialsProvider.USE_ITEM);
    }

    /** The job's own rule, in the language of whoever types. A blank field means the cluster's default. */
    static FormValidation check(Item item, Parameter parameter, String value) {
        String given = Util.fixEmptyAndTrim(value);
        if (!maySee(item) || given == null || given.contains("$")) {
            return FormValidation.ok(); // a variable is known only to the build
        }
        return Check.value(parameter, given)
                .map(violation -> FormValidation.error(
                        violation.rule(Stapler.getCurrentRequest2().getLocale())))
                .orElseGet(FormValidation::ok);
    }

    static ListBoxModel credentials(
            Item item, String current, Class<? extends StandardCredentials> type, CredentialsMatcher matcher) {
        StandardListBoxModel items = new StandardListBoxModel();
        if (!mayUseCredentials(item)) {
            return items.includeCurrentValue(Util.fixNull(current));
        }
        Authentication authentication =
                item instanceof Queue.Task task ? Tasks.getAuthenticationOf2(task) : ACL.SYSTEM2;
        items.includeEmptyValue();
        if (item == null) {
            items.includeMatchingAs(authentication, Jenkins.get(), type, List.of(), matcher);
        } else {
            items.includeMatchingAs(authentication, item, type, List.of(), matcher);
        }
        return items.includeCurrentValue(Util.fixNull(current));
    }
}
