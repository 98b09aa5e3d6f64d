package io.jenkins.plugins.ackedge.orders.page;

import java.util.Locale;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Words are asserted in English, on a machine of whichever language. */
final class InEnglish implements BeforeEachCallback, AfterEachCallback {
    private Locale before;

    @Override
    public void beforeEach(ExtensionContext context) {
        before = Locale.getDefault();
        Locale.setDefault(Locale.ENGLISH);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Locale.setDefault(before);
    }
}
