package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.TaskInfo;
import java.util.ArrayList;
import java.util.List;

/** Takes what the vendor tells of a task into the journal's entry, and says what of it is new. */
final class TaskNews {
    /** Events are shown on a page, and kept with the build: no more than a person would read. */
    private static final int MOST_EVENTS = 200;

    private TaskNews() {}

    /** @return a line for each change; empty if nothing changed */
    static List<String> into(JournalEntry entry, TaskInfo info) {
        List<String> news = new ArrayList<>();
        stages(entry, info, news);
        events(entry, info, news);
        ArrayList<JournalEntry.Instance> instances = new ArrayList<>();
        for (TaskInfo.Instance i : info.instances()) {
            JournalEntry.Instance instance = new JournalEntry.Instance();
            instance.id = i.id();
            instance.status = i.status();
            instance.failed = i.isFailed();
            instances.add(instance);
        }
        if (instances.size() > entry.instances.size()) {
            news.add("Instances: " + Wording.instances(instances));
        }
        entry.instances = instances;
        entry.taskWord = info.word();
        entry.currentStage = info.currentStage();
        return news;
    }

    private static void stages(JournalEntry entry, TaskInfo info, List<String> news) {
        ArrayList<JournalEntry.Stage> stages = new ArrayList<>();
        for (int i = 0; i < info.stages().size(); i++) {
            TaskInfo.Stage s = info.stages().get(i);
            JournalEntry.Stage stage = new JournalEntry.Stage();
            stage.name = s.message();
            stage.state = s.state();
            stage.start = s.startTime();
            stage.end = s.endTime();
            stages.add(stage);
            String before = i < entry.stages.size() ? entry.stages.get(i).state : "";
            if (!stage.state.equals(before) && !stage.state.isEmpty()) {
                news.add("Stage " + (i + 1) + (stage.name.isEmpty() ? "" : " (" + stage.name + ")") + ": "
                        + stage.state);
            }
        }
        if (stages.isEmpty() && !info.currentStage().equals(entry.currentStage)) {
            news.add("Stage: " + info.currentStage());
        }
        entry.stages = stages;
    }

    private static void events(JournalEntry entry, TaskInfo info, List<String> news) {
        ArrayList<JournalEntry.Event> events = new ArrayList<>();
        List<TaskInfo.Event> latest = info.events();
        for (TaskInfo.Event e : latest.subList(Math.max(0, latest.size() - MOST_EVENTS), latest.size())) {
            JournalEntry.Event event = new JournalEntry.Event();
            event.level = e.level();
            event.time = e.timestamp();
            event.text = String.join(" ", List.of(e.source(), e.action(), e.reason(), e.message()))
                    .replaceAll(" +", " ")
                    .trim();
            events.add(event);
            boolean bad = event.level.equalsIgnoreCase("error") || event.level.equalsIgnoreCase("warning");
            if (bad && entry.events.stream().noneMatch(old -> old.text.equals(event.text))) {
                news.add(event.level + ": " + event.text);
            }
        }
        entry.events = events;
    }
}
