package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileJournalTest {
    @TempDir
    Path folder;

    private static JournalEntry entry() {
        JournalEntry entry = new JournalEntry();
        entry.orderId = "0011223344556677";
        entry.state = OrderState.SUBMITTED.name();
        entry.via = "scaleOutCluster";
        entry.parameters.put("count", "2");
        entry.tasksBefore = new ArrayList<>(List.of("T-1"));
        entry.taskId = "T-2";
        entry.plannedMillis = 1_790_000_000_000L;
        JournalEntry.Stage stage = new JournalEntry.Stage();
        stage.name = "创建 ENS 实例";
        stage.state = "success";
        entry.stages.add(stage);
        JournalEntry.Instance instance = new JournalEntry.Instance();
        instance.id = "i-1";
        instance.failed = true;
        entry.instances.add(instance);
        JournalEntry.Event event = new JournalEntry.Event();
        event.text = "joined";
        entry.events.add(event);
        return entry;
    }

    @Test
    void isEmptyBeforeItIsWritten() throws IOException {
        assertTrue(new FileJournal(folder.resolve("order.json")).read().isEmpty());
    }

    @Test
    void readsWhatWasWritten() throws Exception {
        FileJournal journal = new FileJournal(folder.resolve("new/order.json"));
        journal.write(new JournalEntry());
        JournalEntry written = entry();
        journal.write(written);
        assertSame(written, journal.read().orElseThrow());
        try (Stream<Path> files = Files.list(folder.resolve("new"))) {
            assertEquals(1, files.count(), "nothing is left lying about");
        }
    }

    @Test
    void aCopyIsTheSameAndDoesNotFollow() throws Exception {
        JournalEntry original = entry();
        JournalEntry copy = original.copy();
        assertSame(original, copy);
        original.parameters.put("count", "3");
        original.instances.clear();
        assertEquals("2", copy.getParameter(Parameter.COUNT));
        assertEquals(1, copy.getInstances().size());
    }

    /** Field by field, so that a field which is forgotten in a copy or a file is found. */
    private static void assertSame(Object expected, Object actual) throws IllegalAccessException {
        for (Field field : expected.getClass().getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                continue;
            }
            field.setAccessible(true);
            Object a = field.get(expected);
            Object b = field.get(actual);
            if (a instanceof List<?> list && !list.isEmpty() && !(list.get(0) instanceof String)) {
                assertEquals(list.size(), ((List<?>) b).size(), field.getName());
                assertSame(list.get(0), ((List<?>) b).get(0));
            } else {
                assertEquals(a, b, field.getName());
            }
        }
    }

    @Test
    void holdsPlainValuesOnlySoThatEveryVersionCanReadThem() {
        Set<Class<?>> plain =
                Set.of(String.class, int.class, long.class, boolean.class, TreeMap.class, ArrayList.class);
        for (Class<?> type : List.of(
                JournalEntry.class, JournalEntry.Stage.class, JournalEntry.Instance.class, JournalEntry.Event.class)) {
            assertTrue(Serializable.class.isAssignableFrom(type) && !type.isRecord());
            for (Field field : type.getDeclaredFields()) {
                assertTrue(plain.contains(field.getType()), type + " " + field);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "[]",
                "{\"orderId\":\"x\"",
                "hello",
                "{\"version\":1,\"orderId\":\"x\",\"state\":\"ORDERED\"}",
                "{\"version\":0,\"orderId\":\"x\"}"
            })
    void refusesWhatItCannotReadRatherThanTakeItForEmpty(String content) throws IOException {
        Path file = folder.resolve("order.json");
        Files.writeString(file, content);
        IOException e = assertThrows(IOException.class, () -> new FileJournal(file).read());
        assertTrue(e.getMessage().contains("order.json"), e.getMessage());
    }

    @Test
    void refusesANewerVersion() throws IOException {
        Path file = folder.resolve("order.json");
        Files.writeString(file, "{\"version\":2,\"orderId\":\"x\",\"state\":\"PLANNED\"}");
        IOException e = assertThrows(IOException.class, () -> new FileJournal(file).read());
        assertTrue(e.getMessage().contains("newer version"), e.getMessage());
    }

    @Test
    void toleratesFieldsThatItDoesNotKnow() throws IOException {
        Path file = folder.resolve("order.json");
        Files.writeString(file, "{\"version\":1,\"orderId\":\"x\",\"state\":\"PLANNED\",\"more\":{\"a\":1}}");
        assertEquals(
                OrderState.PLANNED, new FileJournal(file).read().orElseThrow().getState());
    }

    @Test
    void leavesTheOldEntryWhereTheNewOneCannotBeWritten() throws IOException {
        Path file = folder.resolve("order.json");
        FileJournal journal = new FileJournal(file);
        journal.write(entry());
        Files.createDirectory(folder.resolve("order.json.tmp"));
        assertThrows(IOException.class, () -> journal.write(new JournalEntry()));
        assertFalse(journal.read().orElseThrow().getTaskId().isEmpty());
    }

    @Test
    void makesNoFolderAgainThatWasMoved() {
        Path moved = folder.resolve("moved");
        FileJournal journal = new FileJournal(moved.resolve("ack-edge/order.json"));
        assertThrows(NoSuchFileException.class, () -> journal.write(entry()));
        assertFalse(Files.exists(moved));
    }
}
