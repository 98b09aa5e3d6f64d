package io.jenkins.plugins.ackedge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.jenkins.plugins.ackedge.simulator.AckSimulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What controllers wrote and showed, to be searched for secrets. */
final class Traces {
    private final Map<String, String> texts = new TreeMap<>();

    void add(String name, String text) {
        texts.put(name, text);
    }

    void addAll(Map<String, String> more) {
        texts.putAll(more);
    }

    /**
     * In whatever encoding: bytes are read as Latin-1, and every secret of the tests is ASCII. Of a controller that runs, files
     * that go meanwhile are left out.
     */
    void addFiles(Path home) throws IOException {
        Files.walkFileTree(home, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()
                        && attributes.size() < 5_000_000
                        && !file.toString().endsWith(".jar")) {
                    try {
                        add(home.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
                    } catch (NoSuchFileException e) {
                        return visitFileFailed(file, e);
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
                return e == null ? FileVisitResult.CONTINUE : visitFileFailed(folder, e);
            }
        });
    }

    Set<String> names() {
        return texts.keySet();
    }

    /** Key, password, what STS gave, and the signature of every request that was sent. */
    static List<String> secrets(AckSimulator ack) {
        List<String> secrets = new ArrayList<>(List.of(Setup.SECRET, Setup.PASSWORD));
        secrets.addAll(ack.sts().secrets());
        ack.exchanges().forEach(x -> secrets.add(x.header("authorization").replaceAll(".*Signature=", "")));
        return secrets;
    }

    void assertNoneHolds(Collection<String> secrets) {
        assertFalse(secrets.isEmpty());
        List<String> found = new ArrayList<>();
        texts.forEach((name, text) ->
                secrets.stream().filter(text::contains).forEach(secret -> found.add(name + " holds " + secret)));
        assertEquals("", String.join("\n", found));
    }
}
