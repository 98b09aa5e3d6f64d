package io.jenkins.plugins.ackedge;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever reads Chinese is told the same as whoever reads English; and no field is without help. Reads the sources. */
class TranslationsTest {
    private static final Path ROOT = Path.of("src/main/resources/io/jenkins/plugins/ackedge");
    private static final String CHINESE = "_zh_CN";

    /** Values that have no words but names, and so are the same in both languages. */
    private static final Set<String> WORDLESS = Set.of("{0} – {1}", "ACK Edge", "AccessKey ID", "CSV", "JSON");

    private static final Pattern KEY = Pattern.compile("\\$\\{%\\s*([^(}]+)");
    private static final Pattern FIELD = Pattern.compile("<f:entry[^>]* field=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("<code>(.*?)</code>");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d[^}]*}");

    private final List<String> wrong = new ArrayList<>();

    @Test
    void everyPropertiesFileHasItsTwin() {
        List<Path> files = files("properties");
        assertFalse(files.isEmpty());
        for (Path file : files) {
            Map<String, String> english = properties(file);
            Map<String, String> chinese = properties(twin(file));
            expect(chinese.keySet().equals(english.keySet()), file, "keys differ: " + difference(english, chinese));
            english.forEach((key, value) -> compare(file, key, value, chinese.getOrDefault(key, "(missing)")));
        }
        report();
    }

    private void compare(Path file, String key, String english, String chinese) {
        expect(!english.isBlank() && !chinese.isBlank(), file, key + " is empty");
        expect(!chinese.equals(english) || WORDLESS.contains(english), file, key + " is not translated");
        expect(
                chinese.equals("(missing)") || found(PLACEHOLDER, english).equals(found(PLACEHOLDER, chinese)),
                file,
                key + " has other placeholders");
    }

    @Test
    void everyHelpHasItsTwinWithTheSameValues() {
        List<Path> files = files("html");
        assertFalse(files.isEmpty());
        for (Path file : files) {
            if (!Files.exists(twin(file))) {
                expect(false, file, "has no Chinese twin");
                continue;
            }
            String english = text(file);
            String chinese = text(twin(file));
            expect(!chinese.equals(english), file, "is not translated");
            expect(found(CODE, english).equals(found(CODE, chinese)), file, "has other <code> values");
            expect(found(NUMBER, english).equals(found(NUMBER, chinese)), file, "has other numbers");
        }
        report();
    }

    @Test
    void noChineseFileIsLeftBehind() {
        for (String extension : List.of("properties", "html")) {
            for (Path file : all(extension)) {
                if (isChinese(file)) {
                    Path english = file.resolveSibling(name(file).replace(CHINESE, ""));
                    expect(Files.exists(english), file, "has no English twin");
                }
            }
        }
        report();
    }

    @Test
    void everyFieldHasHelp() {
        List<Path> shared = List.of(
                ROOT.resolve("pipeline/AckEdgeStep"),
                ROOT.resolve("pipeline/AckEdgeScaleOutStep"),
                ROOT.resolve("pipeline/AckEdgeWaitTaskStep"));
        int fields = 0;
        for (Path file : all("jelly")) {
            for (String field : found(FIELD, text(file))) {
                String help = "help-" + field + ".html";
                boolean isThere = Files.exists(file.resolveSibling(help))
                        || shared.stream().anyMatch(folder -> Files.exists(folder.resolve(help)));
                expect(isThere, file, "field " + field + " has no help");
                fields++;
            }
        }
        assertTrue(fields > 0);
        report();
    }

    @Test
    void everyKeyOfAFormIsDefined() {
        int keys = 0;
        for (Path file : all("jelly")) {
            Path words = file.resolveSibling(name(file).replace(".jelly", ".properties"));
            for (String key : found(KEY, text(file))) {
                expect(properties(words).containsKey(key.trim()), file, "${%" + key + "} is not defined");
                keys++;
            }
        }
        assertTrue(keys > 0);
        report();
    }

    private void expect(boolean good, Path file, String otherwise) {
        if (!good) {
            wrong.add(ROOT.relativize(file) + ": " + otherwise);
        }
    }

    private void report() {
        assertTrue(wrong.isEmpty(), () -> String.join("\n", wrong));
    }

    /** English ones: without a suffix. */
    private static List<Path> files(String extension) {
        return all(extension).stream().filter(file -> !isChinese(file)).toList();
    }

    private static List<Path> all(String extension) {
        try (Stream<Path> tree = Files.walk(ROOT)) {
            return tree.filter(file -> name(file).endsWith("." + extension))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isChinese(Path file) {
        return name(file).contains(CHINESE + ".");
    }

    private static Path twin(Path file) {
        return file.resolveSibling(name(file).replaceFirst("\\.(?=[a-z]+$)", CHINESE + "."));
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    /** No keys where there is no file. */
    private static Map<String, String> properties(Path file) {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return properties.stringPropertyNames().stream().collect(Collectors.toMap(k -> k, properties::getProperty));
    }

    private static Set<String> difference(Map<String, String> one, Map<String, String> other) {
        Set<String> different = new TreeSet<>(one.keySet());
        different.addAll(other.keySet());
        different.removeIf(key -> one.containsKey(key) && other.containsKey(key));
        return different;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult r) -> r.group(r.groupCount()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
