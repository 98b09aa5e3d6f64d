package io.jenkins.plugins.ackedge.bench;

import io.jenkins.plugins.ackedge.api.AccessKey;
import io.jenkins.plugins.ackedge.scaleout.Secrets;

/** The access key that the simulator knows, for orders that need no password. */
final class BenchmarkKey implements Secrets {
    static final String ID = "testid";
    static final String SECRET = "testsecret";

    @Override
    public AccessKey accessKey() {
        return AccessKey.of(ID, SECRET);
    }

    @Override
    public String loginPassword() {
        return null;
    }
}
