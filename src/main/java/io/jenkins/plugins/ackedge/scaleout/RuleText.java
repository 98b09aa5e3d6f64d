package io.jenkins.plugins.ackedge.scaleout;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** A rule in words, in the language of whoever reads them. */
record RuleText(String key, Object... arguments) {

    String in(Locale locale) {
        // The bundle without a suffix is English; the machine's own language must not decide.
        ResourceBundle bundle = ResourceBundle.getBundle(
                "io.jenkins.plugins.ackedge.scaleout.Rules",
                locale,
                RuleText.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        Object[] plain = new Object[arguments.length];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = String.valueOf(arguments[i]); // "10080", not "10,080"
        }
        return new MessageFormat(bundle.getString(key), locale).format(plain);
    }
}
