package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.api.AckEndpoint;
import io.jenkins.plugins.ackedge.api.AckFault;
import io.jenkins.plugins.ackedge.api.VendorText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each reader is told what they can do, by the names that it has where they are. */
class HintsTest {
    private static final List<String> AT_A_TERMINAL = List.of("--", "SSL_CERT_FILE", "environment");
    private static final List<String> IN_JENKINS =
            List.of("Jenkins ", "controller", "clusterId", "regionId", "timeoutMins", "the cluster's configuration");

    private static final Order ORDER = new Order(
            Routes.standard(), AckEndpoint.ofRegion("cn-beijing"), Via.SCALE_OUT_CLUSTER.sample(), Origin.of("a test"));

    private static AckFault fault(AckFault.Kind kind, String code) {
        return AckFault.of(kind, VendorText.stored(code), 0, VendorText.NONE, VendorText.NONE, 0);
    }

    private static List<String> all(Audience audience) {
        List<String> hints = new ArrayList<>();
        for (AckFault.Kind kind : AckFault.Kind.values()) {
            hints.add(Hints.of(fault(kind, ""), ORDER, audience));
            hints.add(Hints.timeIsUp(fault(kind, ""), audience));
        }
        for (String code : List.of(
                "InvalidAccessKeyId.NotFound",
                "InvalidTimeStamp.Expired",
                "InvalidSecurityToken.Expired",
                "ErrorClusterNotFound",
                "QuotaExceeded.Node",
                "InsufficientBalance")) {
            hints.add(Hints.of(fault(AckFault.Kind.INVALID, code), ORDER, audience));
        }
        hints.add(Hints.timeIsUp(null, audience));
        return hints;
    }

    @ParameterizedTest
    @EnumSource
    void namesNothingThatItsReaderDoesNotHave(Audience audience) {
        List<String> foreign = audience == Audience.JENKINS ? AT_A_TERMINAL : IN_JENKINS;
        for (String hint : all(audience)) {
            foreign.forEach(word -> assertFalse(hint.contains(word), () -> "'" + word + "' in: " + hint));
            assertTrue(hint.endsWith("."), hint);
        }
    }

    @Test
    void tellsHowToTrustACertificate() {
        AckFault untrusted = fault(AckFault.Kind.NOT_TRUSTED, "");
        assertEquals(
                "Check the address; if it is right, add the issuer of that certificate to the trust store of the"
                        + " controller's Java.",
                Hints.of(untrusted, ORDER, Audience.JENKINS));
        assertEquals(
                "Check the address; if it is right, name a file with the issuer's certificate by --ca-file or"
                        + " SSL_CERT_FILE.",
                Hints.of(untrusted, ORDER, Audience.TERMINAL));
    }

    @Test
    void moreTimeIsNoRemedyForAServerThatCannotBeReached() {
        for (Audience audience : Audience.values()) {
            assertFalse(Hints.timeIsUp(fault(AckFault.Kind.NEVER_SENT, ""), audience)
                    .contains("larger"));
            assertTrue(
                    Hints.timeIsUp(fault(AckFault.Kind.THROTTLED, ""), audience).contains("larger"));
        }
    }

    @Test
    void anOperationThatIsGoneIsToldWithTheWayOut() {
        AckFault gone = fault(AckFault.Kind.NOT_FOUND, "InvalidAction.NotFound");
        assertTrue(gone.isOperationGone());
        assertTrue(Hints.of(gone, ORDER, Audience.JENKINS).contains("Choose another via in the cluster's"));
        assertTrue(Hints.of(gone, ORDER, Audience.TERMINAL).contains("Choose another --via: https://"));
    }
}
