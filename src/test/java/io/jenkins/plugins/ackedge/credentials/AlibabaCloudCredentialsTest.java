package io.jenkins.plugins.ackedge.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsNameProvider;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.model.Descriptor.FormException;
import hudson.model.Result;
import hudson.security.ACL;
import hudson.util.Secret;
import io.jenkins.plugins.ackedge.OnAController;
import io.jenkins.plugins.ackedge.Setup;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.yaml.YamlSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.sf.json.JSONObject;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.util.NameValuePair;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The kinds of credentials: as forms, as code, in pipelines, and where they may lie. */
@WithJenkins
class AlibabaCloudCredentialsTest extends OnAController {
    private static final String ROLE = "acs:ram::1234567890123456:role/ack-edge";

    private static AlibabaCloudAccessKeyImpl key(String id, String role) throws FormException {
        AlibabaCloudAccessKeyImpl key = new AlibabaCloudAccessKeyImpl(
                CredentialsScope.GLOBAL, id, "for orders", Setup.KEY_ID, Secret.fromString(Setup.SECRET));
        key.setRoleArn(role);
        return key;
    }

    private static AlibabaCloudInstanceRoleImpl instanceRole(String id) throws FormException {
        AlibabaCloudInstanceRoleImpl role = new AlibabaCloudInstanceRoleImpl(CredentialsScope.GLOBAL, id, "here");
        role.setRoleName("controller");
        return role;
    }

    private StandardCredentials stored(String id) {
        return CredentialsProvider.lookupCredentialsInItemGroup(
                        StandardCredentials.class, jenkins.jenkins, ACL.SYSTEM2, List.of())
                .stream()
                .filter(c -> c.getId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** What the form shows is sent back as it is: the dialog of the credentials plugin without its scripts. */
    private void resave(String id, String... fields) throws Exception {
        String credential = "manage/credentials/store/system/domain/_/credential/" + id;
        JenkinsRule.WebClient client = jenkins.createWebClient().withJavaScriptEnabled(false);
        HtmlForm form = client.goTo(credential + "/updateDialog").getFormByName("updateCredentials");
        JSONObject json = new JSONObject();
        json.put("stapler-class", form.getInputByName("stapler-class").getValue());
        json.put(
                "scope",
                form.getSelectByName("_.scope").getSelectedOptions().get(0).getValueAttribute());
        for (String field : fields) {
            json.put(field, form.getInputByName("_." + field).getValue());
        }
        WebRequest submission =
                new WebRequest(new URL(jenkins.getURL(), credential + "/updateSubmit"), HttpMethod.POST);
        submission.setRequestParameters(List.of(new NameValuePair("json", json.toString())));
        client.getPage(client.addCrumb(submission));
    }

    @Test
    void theFormOfAKeyKeepsEverything() throws Exception {
        AlibabaCloudAccessKeyImpl before = key("own", ROLE);
        before.setExternalId("shop-7");
        Setup.store(jenkins.jenkins).addCredentials(Domain.global(), before);
        resave("own", "id", "description", "accessKeyId", "accessKeySecret", "roleArn", "externalId");
        jenkins.assertEqualDataBoundBeans(before, stored("own"));
        assertEquals(
                "…eyId, " + ROLE + " (for orders)", CredentialsNameProvider.name(stored("own")), "the list of choices");
    }

    @Test
    void theFormOfAnInstanceRoleKeepsEverything() throws Exception {
        AlibabaCloudInstanceRoleImpl before = instanceRole("machine");
        Setup.store(jenkins.jenkins).addCredentials(Domain.global(), before);
        resave("machine", "id", "description", "roleName");
        jenkins.assertEqualDataBoundBeans(before, stored("machine"));
        assertEquals("controller (here)", CredentialsNameProvider.name(stored("machine")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"role/x", "acs:ram::x:role/y", "acs:ram::1:user/x", "acs:ram::1:role/a b", ROLE + "/x"})
    void aRoleMustBeAnArn(String wrong) {
        FormException e = assertThrows(FormException.class, () -> key("own", wrong));
        assertTrue(e.getMessage().startsWith("roleArn '" + wrong + "': Must be the ARN"), e.getMessage());
    }

    @Test
    void aKeyMustBeOne() {
        for (String[] pair :
                new String[][] {{"", Setup.SECRET}, {"a b", Setup.SECRET}, {Setup.KEY_ID, ""}, {Setup.KEY_ID, "x\ny"}
                }) {
            FormException e = assertThrows(
                    FormException.class,
                    () -> new AlibabaCloudAccessKeyImpl(
                            CredentialsScope.GLOBAL, "own", "", pair[0], Secret.fromString(pair[1])));
            assertTrue(e.getMessage().startsWith("accessKey"), e.getMessage());
            assertFalse(e.getMessage().contains(Setup.SECRET), e.getMessage());
        }
        FormException e =
                assertThrows(FormException.class, () -> key("own", ROLE).setExternalId("x y"));
        assertTrue(e.getMessage().startsWith("externalId: Must be"), e.getMessage());
        e = assertThrows(FormException.class, () -> instanceRole("machine").setRoleName("a/b"));
        assertTrue(e.getMessage().startsWith("roleName 'a/b': Must be"), e.getMessage());
    }

    @Test
    void bothAreThereAsCode() throws Exception {
        String yaml = """
                credentials:
                  system:
                    domainCredentials:
                      - credentials:
                          - alibabaCloudAccessKey:
                              scope: GLOBAL
                              id: coded
                              accessKeyId: LTAI5tOther
                              accessKeySecret: anotherSecret
                              roleArn: %s
                              externalId: shop-7
                          - alibabaCloudInstanceRole:
                              scope: GLOBAL
                              id: machine
                              roleName: controller
                """.formatted(ROLE);
        ConfigurationAsCode.get()
                .configureWith(YamlSource.of(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))));
        AlibabaCloudAccessKey key = (AlibabaCloudAccessKey) stored("coded");
        assertEquals("LTAI5tOther", key.getAccessKeyId());
        assertEquals("anotherSecret", key.getAccessKeySecret().getPlainText());
        assertEquals(ROLE, key.getRoleArn());
        assertEquals("shop-7", key.getExternalId());
        assertEquals("controller", ((AlibabaCloudInstanceRole) stored("machine")).getRoleName());

        ByteArrayOutputStream exported = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(exported);
        String text = exported.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("alibabaCloudAccessKey:") && text.contains("roleArn: \"" + ROLE + "\""), text);
        assertFalse(text.contains("anotherSecret"), text);
    }

    @Test
    void aKeyWithoutARoleOrders() throws Exception {
        Setup.store(jenkins.jenkins).addCredentials(Domain.global(), key("own", null));
        WorkflowRun run = run("ackEdgeScaleOut(count: 1, credentialsId: 'own')", Result.SUCCESS);
        jenkins.assertLogContains("AccessKey ID …eyId.", run);
        assertEquals(1, ack.ledger().orders());
    }

    @Test
    void pipelinesBindAKeyForTheVendorsTools() throws Exception {
        AlibabaCloudAccessKeyImpl key = key("own", ROLE);
        Setup.store(jenkins.jenkins).addCredentials(Domain.global(), key);
        WorkflowRun run = run(
                "withCredentials([alibabaCloudAccessKey(credentialsId: 'own')]) {\n"
                        + "  echo \"${env.ALIBABA_CLOUD_ACCESS_KEY_ID} as ${env.ALIBABA_CLOUD_ROLE_ARN}\"\n"
                        + "  echo \"secret ${env.ALIBABA_CLOUD_ACCESS_KEY_SECRET == '" + Setup.SECRET
                        + "'} ${env.ALIBABA_CLOUD_ACCESS_KEY_SECRET}\"\n}",
                Result.SUCCESS);
        jenkins.assertLogContains(Setup.KEY_ID + " as " + ROLE, run);
        jenkins.assertLogContains("secret true ****", run);
        jenkins.assertLogNotContains(Setup.SECRET, run);
    }

    /** Whoever may edit a folder must not get the rights of the controller's machine. */
    @Test
    void anInstanceRoleOfAFolderIsNotUsed() throws Exception {
        Folder folder = jenkins.createProject(Folder.class, "team");
        Setup.store(jenkins.jenkins).addCredentials(Domain.global(), instanceRole("machine"));
        Setup.store(folder).addCredentials(Domain.global(), instanceRole("machine"));
        WorkflowJob job = folder.createProject(WorkflowJob.class, "job");
        job.setDefinition(new CpsFlowDefinition("ackEdgeScaleOut(count: 1, credentialsId: 'machine')", true));
        WorkflowRun run = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        jenkins.assertLogContains(
                "credentialsId 'machine' is an instance role outside of the controller's own store", run);
        assertEquals(List.of(), ack.exchanges());
        JenkinsRule.WebClient client = jenkins.createWebClient();
        String offered =
                client.goTo("job/team/credentials/store/folder/domain/_/dialog").asNormalizedText();
        assertTrue(offered.contains("Alibaba Cloud access key"), offered);
        assertFalse(offered.contains("instance role"), offered);
    }

    @Test
    void otherKindsCannotSign() throws Exception {
        WorkflowRun run = run("ackEdgeScaleOut(count: 1, credentialsId: 'node-login')", Result.FAILURE);
        jenkins.assertLogContains(
                "credentialsId 'node-login' is not the id of credentials that this build may use (Alibaba Cloud access key, "
                        + "instance role or username/password)",
                run);
    }
}
