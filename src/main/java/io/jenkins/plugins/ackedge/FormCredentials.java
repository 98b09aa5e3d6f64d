package io.jenkins.plugins.ackedge;

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
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.springframework.security.core.Authentication;

/** Credentials that a form offers, to those who may use them there. */
enum FormCredentials {
    ACCESS_KEY(StandardUsernamePasswordCredentials.class, CredentialsMatchers.always()),
    LOGIN(
            StandardCredentials.class,
            CredentialsMatchers.anyOf(
                    CredentialsMatchers.instanceOf(StandardUsernamePasswordCredentials.class),
                    CredentialsMatchers.instanceOf(StringCredentials.class)));

    private final Class<? extends StandardCredentials> type;
    private final CredentialsMatcher matcher;

    FormCredentials(Class<? extends StandardCredentials> type, CredentialsMatcher matcher) {
        this.type = type;
        this.matcher = matcher;
    }

    private static boolean mayUse(Item item) {
        return item == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : item.hasPermission(Item.EXTENDED_READ) || item.hasPermission(CredentialsProvider.USE_ITEM);
    }

    /** All that fit; for others what the form has already, which tells them nothing. */
    ListBoxModel list(Item item, String current, String none) {
        StandardListBoxModel items = new StandardListBoxModel();
        if (!mayUse(item)) {
            return items.includeCurrentValue(Util.fixNull(current));
        }
        items.add(none, "");
        if (item == null) {
            items.includeMatchingAs(authentication(item), Jenkins.get(), type, List.of(), matcher);
        } else {
            items.includeMatchingAs(authentication(item), item, type, List.of(), matcher);
        }
        return items.includeCurrentValue(Util.fixNull(current));
    }

    /** Whether there are such credentials. A variable is known only to the build. */
    FormValidation check(Item item, String id) {
        if (!mayUse(item) || id.contains("$")) {
            return FormValidation.ok();
        }
        List<? extends StandardCredentials> all = item == null
                ? CredentialsProvider.lookupCredentialsInItemGroup(type, Jenkins.get(), authentication(item), List.of())
                : CredentialsProvider.lookupCredentialsInItem(type, item, authentication(item), List.of());
        return all.stream().anyMatch(c -> matcher.matches(c) && c.getId().equals(id))
                ? FormValidation.ok()
                : FormValidation.warning(Messages.OrderForm_noCredentials());
    }

    private static Authentication authentication(Item item) {
        return item instanceof Queue.Task task ? Tasks.getAuthenticationOf2(task) : ACL.SYSTEM2;
    }
}
