package io.jenkins.plugins.ackedge.cli;

import io.jenkins.plugins.ackedge.api.AccessKey;
import io.jenkins.plugins.ackedge.scaleout.Secrets;

/** The access key that a simulator knows, for orders that need no password. */
final class SimulatorKey implements Secrets {
    @Override
    public AccessKey accessKey() {
        return AccessKey.of("testid", "testsecret");
    }

    @Override
    public String loginPassword() {
        return null;
    }
}
