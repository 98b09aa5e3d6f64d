package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.TaskInfo;
import io.jenkins.plugins.ackedge.api.TaskState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the vendor tells of a task, taken into an order's record; and what of it is new, as lines for a log. */
final class TaskProgress {
    /** Fewer questions in a row without an answer are no news. */
    private static final int WORTH_A_LINE = 3;

    private TaskProgress() {}

    /** Pure: what was heard, or why nothing was. */
    static void into(OrderRecord.Fields f, OrderEvent event) {
        Progress progress = event.detail().progress();
        if (event.what() == OrderEvent.What.NOT_FOUND) {
            return; // right after an order its task may be unknown to the vendor for a while; that is no news
        }
        if (progress == null) {
            f.trouble = event.detail().words();
            f.failures++;
            return;
        }
        f.trouble = "";
        f.failures = 0;
        f.heardMillis = event.wallMillis();
        if (progress == Progress.UNCHANGED) {
            return;
        }
        f.taskWord = progress.word();
        f.currentStage = progress.currentStage();
        f.stages = new ArrayList<>(progress.stages());
        f.instances = new ArrayList<>(progress.instances());
        f.events = new ArrayList<>(progress.events());
        if (progress.renewal() != null) {
            f.renewal = progress.renewal().name();
        }
    }

    /** Whether so many nodes have joined as were ordered; a success of the whole can hide that they have not. */
    static OrderEvent.What judge(TaskInfo task, long ordered) {
        return switch (task.state()) {
            case SUCCEEDED -> isWhole(task, ordered) ? OrderEvent.What.SUCCEEDED : OrderEvent.What.PARTLY;
            case FAILED -> OrderEvent.What.TASK_FAILED;
            case CANCELLED -> OrderEvent.What.TASK_CANCELLED;
            case RUNNING, UNKNOWN -> OrderEvent.What.RUNNING;
        };
    }

    private static boolean isWhole(TaskInfo task, long ordered) {
        boolean allWell = task.instances().stream().allMatch(TaskInfo.Instance::isWell);
        long named = task.instances().stream()
                .map(TaskInfo.Instance::id)
                .filter(id -> !id.isEmpty())
                .distinct()
                .count();
        return allWell && named >= ordered;
    }

    /** A line for each change that a person cares for. */
    static List<String> news(OrderRecord before, OrderRecord after) {
        List<String> news = new ArrayList<>();
        stages(before, after, news);
        Set<String> old = new HashSet<>();
        before.getEvents().forEach(event -> old.add(event.getText()));
        for (OrderRecord.Event event : after.getEvents()) {
            boolean bad = event.getLevel().equalsIgnoreCase("error")
                    || event.getLevel().equalsIgnoreCase("warning");
            if (bad && old.add(event.getText())) {
                news.add(event.getLevel() + ": " + event.getText());
            }
        }
        if (after.getInstances().size() > before.getInstances().size()) {
            news.add("Instances: " + Wording.instances(after.getInstances()));
        }
        String word = after.getTaskWord();
        if (TaskState.of(word) == TaskState.UNKNOWN && !word.equals(before.getTaskWord())) {
            news.add(Wording.strangeState(word));
        }
        if (after.getFailures() == WORTH_A_LINE && before.getFailures() < WORTH_A_LINE) {
            news.add(Wording.notHeard(after));
        } else if (after.getFailures() == 0 && before.getFailures() >= WORTH_A_LINE) {
            news.add(Wording.heardAgain(after.getHeardMillis() - before.getHeardMillis()));
        }
        return news;
    }

    private static void stages(OrderRecord before, OrderRecord after, List<String> news) {
        for (int i = 0; i < after.getStages().size(); i++) {
            OrderRecord.Stage stage = after.getStages().get(i);
            String was =
                    i < before.getStages().size() ? before.getStages().get(i).getState() : "";
            if (!stage.getState().equals(was) && !stage.getState().isEmpty()) {
                news.add("Stage " + (i + 1) + (stage.getName().isEmpty() ? "" : " (" + stage.getName() + ")") + ": "
                        + stage.getState());
            }
        }
        if (after.getStages().isEmpty() && !after.getCurrentStage().equals(before.getCurrentStage())) {
            news.add("Stage: " + after.getCurrentStage());
        }
    }
}
