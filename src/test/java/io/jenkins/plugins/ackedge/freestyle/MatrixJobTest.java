package io.jenkins.plugins.ackedge.freestyle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.matrix.Axis;
import hudson.matrix.AxisList;
import hudson.matrix.MatrixBuild;
import hudson.matrix.MatrixProject;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.ackedge.OnAController;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** In a matrix each cell would order: three cells and a count of 2 would buy six nodes. */
@WithJenkins
class MatrixJobTest extends OnAController {
    @Test
    void isNotOfferedTheBuildSteps() {
        for (Class<? extends AckEdgeBuilder> step :
                List.of(AckEdgeScaleOutBuilder.class, AckEdgeWaitTaskBuilder.class)) {
            AckEdgeBuilder.AckEdgeBuilderDescriptor descriptor =
                    (AckEdgeBuilder.AckEdgeBuilderDescriptor) jenkins.jenkins.getDescriptorOrDie(step);
            assertTrue(descriptor.isApplicable(FreeStyleProject.class));
            assertFalse(descriptor.isApplicable(MatrixProject.class));
        }
    }

    @Test
    void ordersNothingWhereOneIsThereAllTheSame() throws Exception {
        FreestyleOrder order = new FreestyleOrder();
        order.setCount("2");
        MatrixProject matrix = jenkins.createProject(MatrixProject.class);
        matrix.setAxes(new AxisList(new Axis("zone", "a", "b", "c")));
        matrix.getBuildersList().add(new AckEdgeScaleOutBuilder(order)); // as XML or Job DSL can
        MatrixBuild build = jenkins.buildAndAssertStatus(Result.FAILURE, matrix);
        assertEquals(3, build.getRuns().size());
        for (var cell : build.getRuns()) {
            jenkins.assertLogContains("this build step is for freestyle and Maven jobs, and nothing was sent", cell);
        }
        assertEquals(List.of(), ack.exchanges());
    }
}
