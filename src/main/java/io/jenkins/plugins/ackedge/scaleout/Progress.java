package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.TaskInfo;
import java.util.List;

/**
 * How far an order is, as the vendor tells it. Texts are safe to show.
 *
 * @param word the vendor's own word for the state of the whole; "" where it has none
 * @param currentStage "" where there is none
 * @param renewal whether machines have been made to renew themselves; null where that is no request of its own
 * @param why what the vendor names as the reason of a failure; "" for none
 */
record Progress(
        String word,
        String currentStage,
        List<OrderRecord.Stage> stages,
        List<OrderRecord.Instance> instances,
        List<OrderRecord.Event> events,
        OrderRecord.Renewal renewal,
        String why) {
    /** What was told the last time is still so. */
    static final Progress UNCHANGED = new Progress("", "", List.of(), List.of(), List.of(), null, "");

    /** Events are shown on a page and kept with the order: no more than a person would read. */
    private static final int MOST_EVENTS = 200;

    /** So many stages or instances belong to no order; a server that sends more does not fill a disk. */
    private static final int MOST_PARTS = 1_000;

    Progress {
        stages = first(stages);
        instances = first(instances);
        events = List.copyOf(events.subList(Math.max(0, events.size() - MOST_EVENTS), events.size()));
    }

    static Progress of(TaskInfo task) {
        return new Progress(
                task.word().toString(),
                task.currentStage().toString(),
                task.stages().stream().map(OrderRecord.Stage::new).toList(),
                task.instances().stream().map(OrderRecord.Instance::new).toList(),
                task.events().stream().map(OrderRecord.Event::new).toList(),
                null,
                (task.errorCode() + " " + task.errorMessage()).strip());
    }

    /** Machines of which no more is known than that they were ordered. */
    static Progress ordered(List<String> ids) {
        return new Progress(
                "",
                "",
                List.of(),
                ids.stream().map(OrderRecord.Instance::ordered).toList(),
                List.of(),
                null,
                "");
    }

    private static <T> List<T> first(List<T> all) {
        return List.copyOf(all.subList(0, Math.min(all.size(), MOST_PARTS)));
    }
}
