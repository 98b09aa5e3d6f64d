package io.jenkins.plugins.ackedge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.ackedge.freestyle.AckEdgeScaleOutBuilder;
import io.jenkins.plugins.ackedge.freestyle.AckEdgeWaitTaskBuilder;
import io.jenkins.plugins.ackedge.freestyle.FreestyleOrder;
import io.jenkins.plugins.ackedge.pipeline.AckEdgeScaleOutStep;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What somebody fills in is what is kept, in every form and in JCasC. */
@WithJenkins
class RoundTripTest {
    private static final String FIELDS =
            "cluster,clusterId,regionId,credentialsId,count,ensRegionId,workerInstanceType,"
                    + "workerImageId,ensInternetChargeType,workerPeriod,workerSystemDiskSize,workerDataDiskSize,workerAutoRenew,"
                    + "workerAutoRenewPeriod,loginCredentialsId,keyPair,timeoutMins,via,wait,propagate,unstableOnPartial,cancelOnAbort,dryRun,"
                    + "nodePoolId,internetMaxBandwidthOut,instanceChargeType,systemDiskCategory,dataDiskCategory,networkId,"
                    + "vSwitchId,securityId,maxPrice,releaseOnFailure";

    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        Setup.controller("http://127.0.0.1:1");
    }

    private static AckEdgeScaleOutStep fullStep() {
        AckEdgeScaleOutStep step = new AckEdgeScaleOutStep();
        step.cluster = "store-1";
        step.clusterId = "c82e6987e2961451182edacd74fafabcd";
        step.regionId = "cn-hangzhou";
        step.credentialsId = "aliyun";
        step.count = 2;
        step.ensRegionId = "cn-somewhere-new";
        step.workerInstanceType = "ens.sn1.small";
        step.workerImageId = "m-1";
        step.ensInternetChargeType = "95BandwidthByMonth";
        step.workerPeriod = 12;
        step.workerSystemDiskSize = 40;
        step.workerDataDiskSize = 0;
        step.workerAutoRenew = false;
        step.workerAutoRenewPeriod = 3;
        step.loginCredentialsId = "node-login";
        step.keyPair = "ops";
        step.timeoutMins = 30;
        step.via = "scaleOutCluster";
        step.wait = false;
        step.propagate = false;
        step.cancelOnAbort = true;
        step.dryRun = true;
        return step;
    }

    private static AckEdgeScaleOutStep stepOfEns() {
        AckEdgeScaleOutStep step = new AckEdgeScaleOutStep();
        step.count = 2;
        step.via = "ens";
        step.nodePoolId = "np1c9229d9be2d432c93f77a88fca0abcd";
        step.internetMaxBandwidthOut = 0;
        step.instanceChargeType = "PostPaid";
        step.systemDiskCategory = "cloud_ssd";
        step.dataDiskCategory = "local_hdd";
        step.networkId = "n-1";
        step.vSwitchId = "vsw-1";
        step.securityId = "sg-1";
        step.maxPrice = 120.5;
        step.releaseOnFailure = true;
        return step;
    }

    @Test
    void stepOfMachinesOfEns() throws Exception {
        AckEdgeScaleOutStep step = stepOfEns();
        jenkins.assertEqualDataBoundBeans(step, new StepConfigTester(jenkins).configRoundTrip(step));
        SnippetizerTester tester = new SnippetizerTester(jenkins);
        tester.assertRoundTrip(
                step,
                "ackEdgeScaleOut count: 2, dataDiskCategory: 'local_hdd', instanceChargeType: 'PostPaid',"
                        + " internetMaxBandwidthOut: 0, maxPrice: 120.5, networkId: 'n-1',"
                        + " nodePoolId: 'np1c9229d9be2d432c93f77a88fca0abcd', releaseOnFailure: true, securityId: 'sg-1',"
                        + " systemDiskCategory: 'cloud_ssd', vSwitchId: 'vsw-1', via: 'ens'");
        tester.assertGenerateSnippet(
                "{'stapler-class':'" + AckEdgeScaleOutStep.class.getName()
                        + "', 'count':'2', 'maxPrice':'120', 'releaseOnFailure':'', 'wait':true, 'propagate':true}",
                "ackEdgeScaleOut count: 2, maxPrice: 120.0",
                null);
    }

    @Test
    void buildStepOfMachinesOfEns() throws Exception {
        FreestyleOrder order = new FreestyleOrder();
        order.setCount("2");
        order.setVia("ens");
        order.setNodePoolId("${POOL}");
        order.setInternetMaxBandwidthOut("$MBIT");
        order.setInstanceChargeType("${CHARGE}");
        order.setSystemDiskCategory("${DISK}");
        order.setDataDiskCategory("cloud_ssd");
        order.setNetworkId("$NETWORK");
        order.setVSwitchId("$SWITCH");
        order.setSecurityId("$GROUP");
        order.setMaxPrice("120.50");
        order.setReleaseOnFailure("${RELEASE}");
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.getBuildersList().add(new AckEdgeScaleOutBuilder(order));
        jenkins.configRoundtrip(job);
        FreestyleOrder after =
                job.getBuildersList().get(AckEdgeScaleOutBuilder.class).getOrder();
        jenkins.assertEqualBeans(order, after, FIELDS);
        assertEquals("$SWITCH", after.getVSwitchId());
    }

    @Test
    void step() throws Exception {
        AckEdgeScaleOutStep step = fullStep();
        jenkins.assertEqualDataBoundBeans(step, new StepConfigTester(jenkins).configRoundTrip(step));
    }

    @Test
    void stepWithDefaults() throws Exception {
        AckEdgeScaleOutStep step = new AckEdgeScaleOutStep();
        step.count = 1;
        AckEdgeScaleOutStep after = new StepConfigTester(jenkins).configRoundTrip(step);
        jenkins.assertEqualBeans(step, after, FIELDS);
    }

    /** A cluster, a route and a way to bill that are no choice (any more) are kept. */
    @Test
    void stepWithWhatIsNotInTheLists() throws Exception {
        AckEdgeScaleOutStep step = new AckEdgeScaleOutStep();
        step.count = 1;
        step.cluster = "gone";
        step.via = "tomorrow";
        step.ensInternetChargeType = "ByHeart";
        step.credentialsId = "lost";
        AckEdgeScaleOutStep after = new StepConfigTester(jenkins).configRoundTrip(step);
        jenkins.assertEqualBeans(step, after, FIELDS);
    }

    @Test
    void waitAsABuildStep() throws Exception {
        AckEdgeWaitTaskBuilder wait = new AckEdgeWaitTaskBuilder("${ACK_EDGE_TASK_ID}");
        wait.setCluster("${CLUSTER}");
        wait.setRegionId("cn-$CITY");
        wait.setCredentialsId("${KEY}");
        wait.setTimeoutMins("30");
        wait.setPropagate(false);
        wait.setCancelOnAbort(true);
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.getBuildersList().add(wait);
        jenkins.configRoundtrip(job);
        jenkins.assertEqualDataBoundBeans(wait, job.getBuildersList().get(AckEdgeWaitTaskBuilder.class));
    }

    @Test
    void snippetsOmitDefaults() throws Exception {
        AckEdgeScaleOutStep step = new AckEdgeScaleOutStep();
        step.count = 2;
        step.ensRegionId = "cn-beijing-telecom";
        SnippetizerTester tester = new SnippetizerTester(jenkins);
        tester.assertRoundTrip(step, "ackEdgeScaleOut count: 2, ensRegionId: 'cn-beijing-telecom'");
        tester.assertGenerateSnippet(
                "{'stapler-class':'" + AckEdgeScaleOutStep.class.getName()
                        + "', 'count':'2', 'cluster':'', 'ensRegionId':'', 'workerPeriod':'', 'workerAutoRenew':'',"
                        + " 'wait':true, 'propagate':true, 'cancelOnAbort':false, 'dryRun':false, 'via':''}",
                "ackEdgeScaleOut count: 2",
                null);
    }

    @Test
    void buildStep() throws Exception {
        FreestyleOrder order = new FreestyleOrder();
        order.setCount("${NODES}");
        order.setEnsRegionId("cn-$CITY-telecom");
        order.setCredentialsId("${KEY}");
        order.setCluster("${CLUSTER}"); // a list that does not hold it once selected another cluster
        order.setVia("${VIA}");
        order.setEnsInternetChargeType("$CHARGE");
        order.setWorkerAutoRenew("$RENEW");
        order.setUnstableOnPartial(true);
        order.setWorkerPeriod("3");
        order.setWait(false);
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.getBuildersList().add(new AckEdgeScaleOutBuilder(order));
        jenkins.configRoundtrip(job);
        jenkins.assertEqualBeans(
                order, job.getBuildersList().get(AckEdgeScaleOutBuilder.class).getOrder(), FIELDS);
    }
}
