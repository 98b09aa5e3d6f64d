package io.jenkins.plugins.ackedge.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.ProxyConfiguration;
import hudson.util.FormValidation;
import io.jenkins.plugins.ackedge.SelfSigned;
import io.jenkins.plugins.ackedge.Setup;
import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The button that tests the connection, and the proxy on the way. */
@WithJenkins
class ConnectionTestTest {
    private static FormValidation test(JenkinsRule jenkins, String endpoint) {
        Setup.configure(c -> c.setEndpoint(endpoint));
        return jenkins.jenkins
                .getDescriptorByType(AckEdgeCluster.DescriptorImpl.class)
                .doTestConnection(Setup.CLUSTER, "cn-beijing", "aliyun");
    }

    @Test
    void saysWhatTheClusterIs(JenkinsRule jenkins) throws Exception {
        try (AckSimulator ack = Setup.simulator()) {
            Setup.controller(ack.url());
            FormValidation good = test(jenkins, ack.url());
            assertEquals(FormValidation.Kind.OK, good.kind, good.getMessage());
            assertTrue(good.getMessage().contains("state running, profile Edge"), good.getMessage());

            ack.cluster(Setup.CLUSTER).profile("Default");
            assertEquals(FormValidation.Kind.WARNING, test(jenkins, ack.url()).kind);

            ack.cluster(Setup.CLUSTER).remove();
            FormValidation none = test(jenkins, ack.url());
            assertEquals(FormValidation.Kind.ERROR, none.kind);
            assertTrue(none.getMessage().contains("ErrorClusterNotFound"), none.getMessage());
        }
    }

    /** A button inside a list of clusters is not given the fields around the list. */
    @Test
    void theButtonOnTheSystemPageAsksTheSavedEndpoint(JenkinsRule jenkins) throws Exception {
        try (AckSimulator ack = Setup.simulator()) {
            Setup.controller(ack.url());
            HtmlPage page = jenkins.createWebClient().goTo("manage/configure");
            HtmlElement button = page.getFirstByXPath("//button[normalize-space()='Test connection']");
            button.click();
            page.getWebClient().waitForBackgroundJavaScript(10_000);
            assertTrue(page.asNormalizedText().contains("state running, profile Edge"), page.asNormalizedText());
            assertEquals(1, ack.exchanges().size());
        }
    }

    @Test
    void verifiesTls(JenkinsRule jenkins) throws Exception {
        Setup.controller("");
        try (MockWebServer selfSigned = new MockWebServer()) {
            selfSigned.useHttps(SelfSigned.socketFactory());
            selfSigned.enqueue(new MockResponse.Builder().body("{}").build());
            selfSigned.start();
            FormValidation refused = test(jenkins, "https://127.0.0.1:" + selfSigned.getPort());
            assertEquals(FormValidation.Kind.ERROR, refused.kind);
            assertTrue(refused.getMessage().contains("nothing was sent"), refused.getMessage());
            assertEquals(0, selfSigned.getRequestCount());
        }
    }

    @Test
    void goesThroughTheProxyOfJenkinsWithItsExceptions(JenkinsRule jenkins) throws Exception {
        try (AckSimulator ack = Setup.simulator();
                MockWebServer proxy = new MockWebServer()) {
            proxy.start();
            Setup.controller(ack.url());
            jenkins.jenkins.setProxy(new ProxyConfiguration("127.0.0.1", proxy.getPort()));
            proxy.enqueue(new MockResponse.Builder()
                    .code(200)
                    .body("{\"state\":\"seen by the proxy\"}")
                    .build());
            String byProxy = test(jenkins, ack.url()).getMessage();
            assertTrue(byProxy.contains("seen by the proxy"), byProxy);
            assertEquals(0, ack.exchanges().size());

            ProxyConfiguration withException =
                    new ProxyConfiguration("127.0.0.1", proxy.getPort(), null, null, "127.0.0.1");
            jenkins.jenkins.setProxy(withException);
            withException.save();
            assertTrue(test(jenkins, ack.url()).getMessage().contains("state running"));
            assertEquals(1, ack.exchanges().size());
            assertEquals(1, proxy.getRequestCount());
        }
    }
}
