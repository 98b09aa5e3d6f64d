package io.jenkins.plugins.ackedge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Item;
import hudson.security.Permission;
import io.jenkins.plugins.ackedge.config.AckEdgeConfiguration;
import io.jenkins.plugins.ackedge.orders.ControllerOrders;
import io.jenkins.plugins.ackedge.orders.ledger.OrderLedger;
import io.jenkins.plugins.ackedge.scaleout.OrderState;
import io.jenkins.plugins.ackedge.scaleout.Origin;
import io.jenkins.plugins.ackedge.scaleout.StoredOrder;
import java.net.URL;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Each page of ours for each kind of user; methods of forms are in {@link AccessTest}. */
@WithJenkins
class AccessMatrixTest extends OnAController {
    private static final Map<String, List<Permission>> USERS = new LinkedHashMap<>();
    private static final String CLUSTER_NAME = "store-1";

    static {
        USERS.put("anonymous", List.of());
        USERS.put("visitor", List.of(Jenkins.READ));
        USERS.put("reader", List.of(Jenkins.READ, Item.READ));
        USERS.put("builder", List.of(Jenkins.READ, Item.READ, Item.BUILD, Item.CANCEL));
        USERS.put("developer", List.of(Jenkins.READ, Item.READ, Item.BUILD, Item.CONFIGURE, Item.EXTENDED_READ));
        USERS.put("manager", List.of(Jenkins.READ, Jenkins.MANAGE, Jenkins.SYSTEM_READ));
        USERS.put("auditor", List.of(Jenkins.READ, OrderLedger.VIEW));
        USERS.put("admin", List.of(Jenkins.ADMINISTER));
    }

    private WorkflowJob job;

    @BeforeEach
    void secure() throws Exception {
        job = jenkins.createProject(WorkflowJob.class, "deploy");
        job.setDefinition(new CpsFlowDefinition("ackEdgeScaleOut(count: 1)", true));
        jenkins.buildAndAssertSuccess(job);
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        MockAuthorizationStrategy strategy = new MockAuthorizationStrategy();
        USERS.forEach((user, permissions) -> {
            if (!permissions.isEmpty()) {
                strategy.grant(permissions.toArray(Permission[]::new))
                        .everywhere()
                        .to(user);
            }
        });
        jenkins.jenkins.setAuthorizationStrategy(strategy);
    }

    private WebResponse call(String user, HttpMethod verb, String path) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        client.setJavaScriptEnabled(false);
        if (!user.equals("anonymous")) {
            client.login(user);
        }
        WebRequest request = new WebRequest(new URL(jenkins.getURL(), path), verb);
        if (verb == HttpMethod.POST) {
            client.addCrumb(request);
        }
        return client.getPage(request).getWebResponse();
    }

    /** Who gets an answer that tells of the order. */
    private List<String> readers(String path) throws Exception {
        List<String> readers = new ArrayList<>();
        for (String user : USERS.keySet()) {
            WebResponse answer = call(user, HttpMethod.GET, path);
            boolean tells = answer.getContentAsString().contains(Setup.CLUSTER);
            assertFalse(tells && answer.getStatusCode() >= 400, user + " " + path);
            if (tells) {
                readers.add(user);
            }
        }
        return readers;
    }

    @Test
    void thePagesOfABuildAreForThoseWhoMayReadTheJob() throws Exception {
        for (String path :
                List.of("1/ack-edge/", "1/ack-edge/orders", "1/ack-edge/api/json", "1/ack-edge/api/xml", "ack-edge/")) {
            assertEquals(List.of("reader", "builder", "developer", "admin"), readers(job.getUrl() + path), path);
        }
    }

    @Test
    void theLedgerIsForAdministratorsAndAuditors() throws Exception {
        for (String page : List.of("ack-edge-orders/", "manage/ack-edge-orders/")) {
            for (String path : List.of("", "csv", "api/json", "api/xml", "?cluster=store-1&state=SUCCEEDED", "index")) {
                List<String> readers = readers(page + path);
                readers.remove("auditor"); // who may not see what is below Manage Jenkins
                assertEquals(List.of("admin"), readers, page + path);
            }
        }
        for (String path : List.of("", "csv", "api/json")) {
            assertTrue(readers("ack-edge-orders/" + path).contains("auditor"), path);
        }
    }

    @Test
    void onlyAuditorsFindTheLedgerOnTheDashboard() throws Exception {
        for (String user : USERS.keySet()) {
            boolean isThere =
                    call(user, HttpMethod.GET, "").getContentAsString().contains("ack-edge-orders");
            assertEquals(user.equals("auditor"), isThere, user);
        }
    }

    /** An auditor may not see the job: its name is in the ledger, and no link to it. */
    @Test
    void theLedgerLinksToBuildsForThoseWhoMayReadThem() throws Exception {
        assertTrue(call("admin", HttpMethod.GET, "ack-edge-orders/")
                .getContentAsString()
                .contains("job/deploy/1/ack-edge/"));
        String audited = call("auditor", HttpMethod.GET, "ack-edge-orders/").getContentAsString();
        assertTrue(audited.contains("deploy#1"), audited);
        assertFalse(audited.contains("job/deploy"), audited);
    }

    @Test
    void whatChangesSomethingIsForAdministratorsAlone() throws Exception {
        new StoredOrder()
                .from(Origin.of("gone#1"))
                .state(OrderState.UNKNOWN)
                .sent(1)
                .ended(2)
                .putInto(ControllerOrders.get().records(), 7);
        String setAside = "administrativeMonitor/io.jenkins.plugins.ackedge.orders.OpenOrdersMonitor/setAside?orderId="
                + "0000000000000007";
        for (String user : USERS.keySet()) {
            if (user.equals("admin")) {
                continue;
            }
            call(user, HttpMethod.POST, setAside);
            assertFalse(isSetAside("0000000000000007"), user);
            String configuration =
                    call(user, HttpMethod.GET, "manage/configure").getContentAsString();
            assertEquals(user.equals("manager"), configuration.contains(CLUSTER_NAME), user + " sees the clusters");
            assertTrue(
                    call(user, HttpMethod.POST, "manage/configSubmit").getStatusCode() >= 400
                            || AckEdgeConfiguration.get().getClusters().size() == 1,
                    user);
        }
        call("admin", HttpMethod.POST, setAside);
        assertTrue(isSetAside("0000000000000007"));
    }

    private static boolean isSetAside(String orderId) throws Exception {
        return ControllerOrders.get()
                .records()
                .order(orderId)
                .read()
                .orElseThrow()
                .isSetAside();
    }
}
