package io.jenkins.plugins.ackedge.cli;

import io.jenkins.plugins.ackedge.api.AccessKey;
import io.jenkins.plugins.ackedge.api.AckEndpoint;
import io.jenkins.plugins.ackedge.api.AssumedRole;
import io.jenkins.plugins.ackedge.scaleout.Secrets;
import io.jenkins.plugins.ackedge.scaleout.TemporaryKeys;

/** Where the access key of a run comes from. */
sealed interface KeySource {
    /** @throws Secrets.UnavailableException if it cannot be had, just now or at all; see {@link TemporaryKeys} */
    AccessKey key(TemporaryKeys keys) throws Secrets.UnavailableException;

    /** Where it comes from, with no more of it than the last four characters of an AccessKey ID. */
    String description();

    /** A key that is written down somewhere. */
    record Fixed(AccessKey key, String where) implements KeySource {
        private static final int SHOWN = 4;

        @Override
        public AccessKey key(TemporaryKeys keys) {
            return key;
        }

        @Override
        public String description() {
            String end = key.id().substring(Math.max(0, key.id().length() - SHOWN));
            return where + ", AccessKey ID …" + end
                    + (key.securityToken().isPresent() ? ", with a security token" : "");
        }
    }

    /** That of the ECS instance which this program runs on. */
    record OfInstance(String roleName, String where) implements KeySource {
        @Override
        public AccessKey key(TemporaryKeys keys) throws Secrets.UnavailableException {
            return keys.ofInstance(roleName);
        }

        @Override
        public String description() {
            return where + ", the metadata service of this ECS instance, RAM role "
                    + (roleName.isEmpty() ? "of the instance" : roleName);
        }
    }

    /** That of a role which another key assumes. */
    record OfRole(KeySource base, AckEndpoint sts, AssumedRole role) implements KeySource {
        @Override
        public AccessKey key(TemporaryKeys keys) throws Secrets.UnavailableException {
            return keys.assumed(base.key(keys), sts, role);
        }

        @Override
        public String description() {
            return base.description() + "; it assumes the role " + role + " for " + role.durationSeconds()
                    + " s at a time, at " + sts;
        }
    }
}
