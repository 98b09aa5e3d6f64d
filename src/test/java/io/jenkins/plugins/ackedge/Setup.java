package io.jenkins.plugins.ackedge;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.ModelObject;
import hudson.util.Secret;
import io.jenkins.plugins.ackedge.config.AckEdgeCluster;
import io.jenkins.plugins.ackedge.config.AckEdgeConfiguration;
import io.jenkins.plugins.ackedge.credentials.AlibabaCloudAccessKeyImpl;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import io.jenkins.plugins.ackedge.simulator.SimulatedSts;
import java.util.List;
import java.util.function.Consumer;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;

/** A controller as an administrator leaves it: one cluster, an access key, a node password. */
public final class Setup {
    public static final String KEY_ID = "LTAI5tExampleKeyId";
    public static final String SECRET = "aVerySecretSecret0123456789abc";
    public static final String PASSWORD = "Pl4in-To-Nobody!";
    public static final String CLUSTER = "Cccfd68c474454665ace07efce924abcd";

    private Setup() {}

    public static AckSimulator simulator() {
        return simulator(200);
    }

    public static AckSimulator simulator(long stageMillis) {
        return AckSimulator.builder()
                .accessKey(KEY_ID, SECRET)
                .stageMillis(stageMillis)
                .start();
    }

    public static void controller(String endpoint) throws Exception {
        addKey(Jenkins.get(), "aliyun", CredentialsScope.GLOBAL);
        store(Jenkins.get())
                .addCredentials(
                        Domain.global(),
                        new StringCredentialsImpl(
                                CredentialsScope.GLOBAL, "node-login", "nodes", Secret.fromString(PASSWORD)));
        AckEdgeConfiguration configuration = AckEdgeConfiguration.get();
        configuration.setEndpoint(endpoint);
        configuration.setEnsEndpoint(endpoint);
        configuration.setPollSeconds("1");
        configuration.setRequestsPerSecond("50");
        configuration.setClusters(List.of(cluster("store-1", CLUSTER)));
        configuration.save();
    }

    public static AckEdgeCluster cluster(String name, String id) {
        AckEdgeCluster cluster = bareCluster(name, id, "cn-beijing");
        cluster.setCredentialsId("aliyun");
        cluster.setLoginCredentialsId("node-login");
        cluster.setMaxCount("10");
        cluster.setEnsRegionId("cn-beijing-cmcc-2");
        cluster.setWorkerInstanceType("ens.sn1.tiny");
        cluster.setWorkerImageId("m-2QVLO2T8NYgm8CNQVg15gF");
        cluster.setEnsInternetChargeType("BandwidthByDay");
        cluster.setWorkerPeriod("1");
        cluster.setWorkerSystemDiskSize("20");
        return cluster;
    }

    /** A cluster without any default. */
    public static AckEdgeCluster bareCluster(String name, String id, String region) {
        AckEdgeCluster cluster = new AckEdgeCluster(name);
        cluster.setClusterId(id);
        cluster.setRegionId(region);
        return cluster;
    }

    /** What an administrator does on the page of the configuration. */
    public static void configure(Consumer<AckEdgeConfiguration> change) {
        AckEdgeConfiguration configuration = AckEdgeConfiguration.get();
        change.accept(configuration);
        configuration.save();
    }

    /** The same for one cluster: the first is number 0. */
    public static void configureCluster(int number, Consumer<AckEdgeCluster> change) {
        configure(configuration -> {
            List<AckEdgeCluster> clusters = configuration.getClusters();
            change.accept(clusters.get(number));
            configuration.setClusters(clusters);
        });
    }

    /** The first cluster is ordered for with the simulator's role, which the access key assumes. */
    public static void useRole(String stsEndpoint) throws Exception {
        AlibabaCloudAccessKeyImpl key =
                new AlibabaCloudAccessKeyImpl(CredentialsScope.GLOBAL, "role", "", KEY_ID, Secret.fromString(SECRET));
        key.setRoleArn(SimulatedSts.ROLE);
        store(Jenkins.get()).addCredentials(Domain.global(), key);
        configure(c -> c.setStsEndpoint(stsEndpoint));
        configureCluster(0, cluster -> cluster.setCredentialsId("role"));
    }

    public static void addKey(ModelObject where, String id, CredentialsScope scope) throws Exception {
        store(where)
                .addCredentials(
                        Domain.global(), new UsernamePasswordCredentialsImpl(scope, id, "access key", KEY_ID, SECRET));
    }

    public static CredentialsStore store(ModelObject where) {
        return CredentialsProvider.lookupStores(where).iterator().next();
    }
}
