package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no record is not taken for none. */
class OrderFileContentTest extends OneOrderFile {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "7",
                "\"text\"",
                "{",
                "{}",
                "{\"version\":0}",
                "{\"version\":2}",
                "{\"version\":1}",
                "{\"version\":2,\"orderId\":\"a\",\"revision\":1}",
                "not json",
                "{\"version\":1,\"state\":\"SOLD\"}",
                "{\"version\":1,\"state\":\"PLANNED\",\"instances\":[7]}",
                "{\"version\":\"two\"}",
            })
    void whatIsNoRecordIsNotTakenForNone(String text) throws IOException {
        Files.writeString(path, text);
        assertThrows(IOException.class, () -> file.read());
        assertThrows(IOException.class, () -> file.reserve(plan()));
        assertEquals(text, Files.readString(path), "it is left for whoever can read it");
    }

    @Test
    void anEmptyFileIsSaidToBeEmpty() throws IOException {
        Files.createFile(path);
        assertTrue(refusal(path).endsWith("order.json is empty, and so not the record of an order"), refusal(path));
    }

    @Test
    void eachBeginningOfARecordIsRefused() throws IOException {
        file.reserve(plan());
        byte[] whole = Files.readAllBytes(path);
        for (int length = 0; length < whole.length; length += 7) {
            Files.write(path, Arrays.copyOf(whole, length));
            assertThrows(IOException.class, () -> file.read(), length + " bytes");
        }
    }

    @Test
    void moreThanARecordIsRefused() throws IOException {
        file.reserve(plan());
        String json = Files.readString(path);
        for (String text : List.of(
                json + "{}", json + "x", json.replaceFirst("\"state\"", "\"state\" : \"REJECTED\", \"state\""))) {
            Files.writeString(path, text);
            assertThrows(IOException.class, () -> file.read(), text);
        }
    }

    @Test
    void ofALaterVersionIsRefused() throws IOException {
        file.reserve(plan());
        Files.writeString(path, Files.readString(path).replace("\"version\" : 2", "\"version\" : 3"));
        assertTrue(
                refusal(path)
                        .endsWith(
                                "was written by a newer version of this program (record version 3, this one reads up to 2)"),
                refusal(path));
    }

    @Test
    void whatALaterWriterOfThisVersionNotesBesidesIsNoObstacle() throws IOException {
        file.reserve(plan());
        Files.writeString(path, Files.readString(path).replaceFirst("\\{", "{ \"colour\" : \"blue\","));
        assertEquals("0123456789abcdef", read().getOrderId());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"state\" : \"PLANNED\"=\"state\" : \"SOLD\"",
                "\"state\" : \"PLANNED\"=\"state\" : null",
                "\"proof\" : \"NONE\"=\"proof\" : \"WORD\"",
                "\"doubt\" : \"NONE\"=\"doubt\" : \"SOME\"",
                "\"cancel\" : \"NO\"=\"cancel\" : \"MAYBE\"",
                "\"revision\" : 1=\"revision\" : 0",
                "\"revision\" : 1=\"revision\" : null",
                "\"attempt\" : 0=\"attempt\" : -1",
                "\"via\" : \"scaleOutCluster\"=\"via\" : \"carrierPigeon\"",
                "\"endpoint\" : \"http://127.0.0.1:9\"=\"endpoint\" : \"http://example.com\"",
                "\"count\" : \"2\"=\"colour\" : \"2\"",
                "\"orderId\" : \"0123456789abcdef\"=\"orderId\" : \"\"",
                "\"stages\" : [ ]=\"stages\" : [ null ]",
                "\"message\" : \"\"=\"message\" : null",
                "\"count\" : \"2\"=\"count\" : null",
            })
    void whatHoldsSomethingThatNoOrderHasIsRefused(String change) throws IOException {
        file.reserve(plan());
        String json = Files.readString(path);
        String[] parts = change.split("=", 2);
        assertTrue(json.contains(parts[0]), json);
        Files.writeString(path, json.replace(parts[0], parts[1]));
        assertThrows(IOException.class, () -> file.read());
    }

    @Test
    void vendorTextThatSomebodyHasChangedInTheFileIsCleanedAgain() throws IOException {
        file.reserve(plan());
        Files.writeString(
                path,
                Files.readString(path)
                        .replace("\"currentStage\" : \"\"", "\"currentStage\" : \"a\\u001b[2Jb\\n\\u202ec\""));
        assertFalse(
                read().getCurrentStage().codePoints().anyMatch(c -> c < ' ' || c == 0x202e), read().getCurrentStage());
    }
}
