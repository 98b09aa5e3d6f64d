package io.jenkins.plugins.ackedge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.ExtensionList;
import hudson.model.Descriptor;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Result;
import hudson.security.ACL;
import io.jenkins.plugins.ackedge.config.AckEdgeCluster;
import io.jenkins.plugins.ackedge.config.AckEdgeConfiguration;
import io.jenkins.plugins.ackedge.freestyle.AckEdgeWaitTaskBuilder;
import io.jenkins.plugins.ackedge.freestyle.FreestyleOrder;
import io.jenkins.plugins.ackedge.orders.ledger.OrderLedger;
import io.jenkins.plugins.ackedge.pipeline.AckEdgeScaleOutStep;
import io.jenkins.plugins.ackedge.pipeline.AckEdgeWaitTaskStep;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Who may use which credentials, and who gets an answer from a form. */
@WithJenkins
class AccessTest extends OnAController {
    private static final String SCRIPT = "ackEdgeScaleOut(count: 1, credentialsId: 'inside')";

    private static final String ANONYMOUS = "anonymous";

    /** Of a cluster's form: what a job's form does not have. */
    private static final Set<String> ADMINISTRATORS_METHODS = Set.of(
            "testConnection",
            "checkName",
            "checkMaxCount",
            "checkMaxCountPerDay",
            "checkAllowedItems",
            "fillDryRunOnlyItems");

    private final Map<String, JenkinsRule.WebClient> clients = new HashMap<>();

    private static WorkflowJob pipeline(WorkflowJob job, String script) throws Exception {
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    @Test
    void credentialsOfAFolderWorkInsideOfItAndNowhereElse() throws Exception {
        Folder folder = jenkins.createProject(Folder.class, "release");
        Setup.addKey(folder, "inside", CredentialsScope.GLOBAL);

        jenkins.buildAndAssertSuccess(pipeline(folder.createProject(WorkflowJob.class, "in"), SCRIPT));
        assertEquals(1, ack.ledger().orders());

        WorkflowRun outside = jenkins.buildAndAssertStatus(
                Result.FAILURE, pipeline(jenkins.createProject(WorkflowJob.class, "out"), SCRIPT));
        jenkins.assertLogContains(
                "credentialsId 'inside' is not the id of credentials that this build may use", outside);
        assertEquals(1, ack.ledger().orders());
    }

    @Test
    void keysOfSystemScopeAreNotForJobs() throws Exception {
        Setup.addKey(jenkins.jenkins, "inside", CredentialsScope.SYSTEM);
        WorkflowRun run = jenkins.buildAndAssertStatus(
                Result.FAILURE, pipeline(jenkins.createProject(WorkflowJob.class), SCRIPT));
        jenkins.assertLogContains("credentialsId 'inside' is not the id of credentials", run);
        assertEquals(List.of(), ack.exchanges());
    }

    @Test
    void useOfTheKeyIsTracked() throws Exception {
        jenkins.buildAndAssertSuccess(
                pipeline(jenkins.createProject(WorkflowJob.class, "tracked"), "ackEdgeScaleOut(count: 1)"));
        StandardUsernamePasswordCredentials key = CredentialsProvider.lookupCredentialsInItemGroup(
                        StandardUsernamePasswordCredentials.class, jenkins.jenkins, ACL.SYSTEM2, List.of())
                .get(0);
        assertTrue(CredentialsProvider.getFingerprintOf(key).getJobs().contains("tracked"));
    }

    @Test
    void formsAnswerOnlyToThoseWhoMaySeeTheJob() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("job");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ, Item.DISCOVER)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ, Item.READ, Item.BUILD, OrderLedger.VIEW)
                .everywhere()
                .to("auditor")
                .grant(Jenkins.READ, Item.READ, Item.CONFIGURE, Item.EXTENDED_READ)
                .everywhere()
                .to("developer"));
        List<String> open = new ArrayList<>();
        int methods = 0;
        for (Class<?> descriptor : List.of(
                AckEdgeScaleOutStep.DescriptorImpl.class,
                FreestyleOrder.DescriptorImpl.class,
                AckEdgeWaitTaskBuilder.DescriptorImpl.class,
                AckEdgeWaitTaskStep.DescriptorImpl.class,
                AckEdgeCluster.DescriptorImpl.class,
                AckEdgeConfiguration.class)) {
            String id = ((Descriptor<?>) ExtensionList.lookupSingleton(descriptor)).getId();
            for (String method : webMethods(descriptor)) {
                methods++;
                String path = "descriptorByName/" + id + "/" + method;
                String inJob = job.getUrl() + path;
                boolean adminsOnly = List.of(AckEdgeConfiguration.class).contains(descriptor)
                        || ADMINISTRATORS_METHODS.contains(method);
                for (String user : List.of(ANONYMOUS, "reader", "auditor")) {
                    assertAnswers(method, user, path, false, open);
                    assertAnswers(method, user, inJob, false, open);
                }
                assertAnswers(method, "developer", path, false, open);
                assertAnswers(method, "developer", inJob, !adminsOnly, open);
                assertAnswers(method, "admin", path, true, open);
                assertFalse(
                        call("admin", path, HttpMethod.GET).getStatusCode() < 400,
                        method + " must not be asked by GET");
            }
        }
        assertEquals("", String.join("\n", open));
        assertTrue(methods > 50, methods + " methods");
    }

    /** Who may only read the system's configuration sees the page, without errors in it and without answers. */
    @Test
    void whoMayOnlyReadTheConfigurationSeesIt() throws Exception {
        Setup.configure(c -> c.setDefaultCluster("store-1"));
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Jenkins.SYSTEM_READ)
                .everywhere()
                .to("auditor"));
        for (Class<?> descriptor : List.of(AckEdgeCluster.DescriptorImpl.class, AckEdgeConfiguration.class)) {
            String id = ((Descriptor<?>) ExtensionList.lookupSingleton(descriptor)).getId();
            for (String method : webMethods(descriptor)) {
                if (method.startsWith("check") || method.startsWith("fill")) {
                    WebResponse answer = call("auditor", "descriptorByName/" + id + "/" + method, HttpMethod.POST);
                    assertEquals(200, answer.getStatusCode(), method);
                    assertFalse(answer.getContentAsString().contains("store-1"), method);
                }
            }
        }
        JenkinsRule.WebClient client = jenkins.createWebClient().login("auditor");
        HtmlPage page = client.goTo("configure");
        assertTrue(page.asXml().contains("Alibaba Cloud ACK Edge"), "the section is there");
    }

    private static TreeSet<String> webMethods(Class<?> descriptor) {
        TreeSet<String> names = new TreeSet<>();
        for (Method m : descriptor.getMethods()) {
            if (m.getName().matches("do(Check|Fill|Test).+")
                    && m.getDeclaringClass().getName().startsWith("io.jenkins.plugins.ackedge.")) {
                names.add(
                        m.getName().substring(2, 3).toLowerCase() + m.getName().substring(3));
            }
        }
        return names;
    }

    /** Whether the value "/?", which is wrong everywhere, draws an error or a list draws entries. */
    private void assertAnswers(String method, String user, String path, boolean expected, List<String> open)
            throws Exception {
        WebResponse response = call(user, path, HttpMethod.POST);
        String body = response.getContentAsString();
        // A list may hold what the form has already; that tells nobody anything.
        String told = body.replaceAll("\"name\":\"- (current|none) -\"", "");
        boolean answers = response.getStatusCode() < 400
                && (told.contains("class=\"error\"")
                        || told.contains("class=\"warning\"")
                        || told.contains("\"name\":")
                        || told.contains("[\""));
        if (answers != expected) {
            open.add(user + " " + path + " → " + response.getStatusCode() + " " + body);
        }
    }

    private WebResponse call(String user, String path, HttpMethod verb) throws Exception {
        JenkinsRule.WebClient client = clients.get(user);
        if (client == null) {
            client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false);
            client.setJavaScriptEnabled(false);
            if (!user.equals(ANONYMOUS)) {
                client.login(user);
            }
            clients.put(user, client);
        }
        String query = "?value=%2F%3F&clusterId=" + Setup.CLUSTER + "&regionId=cn-beijing&credentialsId=none";
        WebRequest request = new WebRequest(new java.net.URL(jenkins.getURL(), path + query), verb);
        if (verb == HttpMethod.POST) {
            client.addCrumb(request);
        }
        return client.getPage(request).getWebResponse();
    }
}
