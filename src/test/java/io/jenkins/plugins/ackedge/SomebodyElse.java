package io.jenkins.plugins.ackedge;

import io.jenkins.plugins.ackedge.api.AccessKey;
import io.jenkins.plugins.ackedge.api.AckClient;
import io.jenkins.plugins.ackedge.api.AckClientFactory;
import io.jenkins.plugins.ackedge.api.AckEndpoint;
import io.jenkins.plugins.ackedge.api.Gate;
import io.jenkins.plugins.ackedge.api.OkHttpWire;
import io.jenkins.plugins.ackedge.api.OrderReply;
import io.jenkins.plugins.ackedge.api.ScaleOutClusterRequest;
import io.jenkins.plugins.ackedge.scaleout.WorkerThreads;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import io.jenkins.plugins.ackedge.simulator.TaskEnding;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;

/** Another client of the same account, of whose orders the controller knows nothing. */
public final class SomebodyElse {
    private SomebodyElse() {}

    /** An order whose task ends at once. */
    public static void orders(AckSimulator ack, Via via, String cluster, String accessKeyId) {
        try (WorkerThreads threads = new WorkerThreads()) {
            AckClient client = new AckClientFactory(
                            new OkHttpWire(new OkHttpClient()),
                            new Gate(threads, () -> 100),
                            Clock.systemUTC(),
                            "somebody-else")
                    .client(AckEndpoint.ofUrl(ack.url()), AccessKey.of(accessKeyId, Setup.SECRET));
            CompletableFuture<OrderReply> reply = new CompletableFuture<>();
            client.readyToOrder(pass -> {
                switch (via) {
                    case SCALE_OUT_CLUSTER -> client.scaleOutCluster(pass, cluster, oneNode(), reply::complete);
                    case NODE_POOL -> client.scaleClusterNodePool(pass, cluster, Via.POOL, 1, reply::complete);
                    case ENS -> throw new IllegalArgumentException("its orders are no tasks");
                }
            });
            ack.task(reply.get(1, TimeUnit.MINUTES).taskId()).end(TaskEnding.success());
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static ScaleOutClusterRequest oneNode() {
        return new ScaleOutClusterRequest(
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
                60L);
    }

    /** How often controllers under test sent an order for the cluster, by whichever route. */
    public static long timesTheControllerSent(AckSimulator ack, String cluster) {
        return ack.exchanges().stream()
                .filter(x -> Stream.of(Via.values()).anyMatch(via -> via.operation == x.operation()))
                .filter(x -> (x.path() + "/").contains("/" + cluster + "/"))
                .filter(x -> x.header("User-Agent").contains("jenkins-plugin"))
                .count();
    }
}
