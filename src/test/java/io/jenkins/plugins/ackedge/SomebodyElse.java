package io.jenkins.plugins.ackedge;

import io.jenkins.plugins.ackedge.api.AccessKey;
import io.jenkins.plugins.ackedge.api.AckClientFactory;
import io.jenkins.plugins.ackedge.api.AckEndpoint;
import io.jenkins.plugins.ackedge.api.AckException;
import io.jenkins.plugins.ackedge.api.ScaleOutClusterRequest;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import io.jenkins.plugins.ackedge.simulator.Operation;
import io.jenkins.plugins.ackedge.simulator.TaskEnding;
import java.time.Clock;
import okhttp3.OkHttpClient;

/** Another client of the same account, of whose orders the controller knows nothing. */
final class SomebodyElse {
    private SomebodyElse() {}

    /** An order whose task ends at once. */
    static void orders(AckSimulator ack, String cluster, String accessKeyId) throws AckException {
        String task = new AckClientFactory(new OkHttpClient(), Clock.systemUTC(), "somebody-else")
                .client(AckEndpoint.ofUrl(ack.url()), AccessKey.of(accessKeyId, Setup.SECRET))
                .scaleOutCluster(
                        cluster,
                        new ScaleOutClusterRequest(
                                1L,
                                "ens.sn1.tiny",
                                "cn-beijing-cmcc-2",
                                "m-2QVLO2T8NYgm8CNQVg15gF",
                                "BandwidthByDay",
                                1L,
                                null,
                                "ops",
                                20L,
                                true,
                                0L,
                                null,
                                null,
                                60L))
                .taskId();
        ack.task(task).end(TaskEnding.success());
    }

    /** How often the controller under test sent an order for the cluster. */
    static long timesTheControllerSent(AckSimulator ack, String cluster) {
        return ack.exchanges().stream()
                .filter(x -> x.operation() == Operation.SCALE_OUT_CLUSTER)
                .filter(x -> x.path().endsWith(cluster))
                .filter(x -> x.header("User-Agent").contains("jenkins-plugin"))
                .count();
    }
}
