package io.jenkins.plugins.ackedge.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Foreign text, made fit to stand in a log. */
class VendorTextTest {
    private static final Redaction NO_SECRETS = Redaction.of(List.of());

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("a\nb", "a b"),
                Arguments.of("a\r\n\t \u0000\u0085\u2028\u2029\u00a0\u3000b", "a b"),
                Arguments.of("\u001b[31mred", "[31mred"),
                Arguments.of("  a  ", "a"),
                Arguments.of("a\u202eb\u2066c\u2069d", "abcd"),
                Arguments.of("\ufeffa\u200bb\u200dc\u00add", "abcd"),
                Arguments.of("a\ud83d", "a"),
                Arguments.of("\ude00a", "a"),
                Arguments.of("a\ud83d\ude00b", "a\ud83d\ude00b"),
                Arguments.of("a\ue000b\uf8ffc", "abc"),
                Arguments.of("a\uffffb\u0378c", "abc"),
                Arguments.of("a\ufe0fb\u3164c", "abc"),
                Arguments.of("上海 ß é", "上海 ß é"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void cleans(String raw, String clean) {
        assertEquals(clean, NO_SECRETS.text(raw).toString());
        assertEquals(clean, VendorText.stored(raw).toString());
    }

    @Test
    void isNothingWhereNothingIsThere() {
        for (String nothing : new String[] {null, "", " \n ", "\u200b", "\u202e \ud83d"}) {
            assertSame(VendorText.NONE, NO_SECRETS.text(nothing));
            assertSame(VendorText.NONE, VendorText.stored(nothing));
        }
        assertTrue(VendorText.NONE.isEmpty());
        assertEquals("", VendorText.NONE.toString());
    }

    @Test
    void isCutByCodePointsAndNeverWithinOne() {
        assertEquals("x".repeat(500), NO_SECRETS.text("x".repeat(500)).toString());
        assertEquals("x".repeat(499) + "…", NO_SECRETS.text("x".repeat(501)).toString());
        assertEquals(
                "x".repeat(499) + "…", NO_SECRETS.text("x".repeat(10_000_000)).toString());
        String smile = "\ud83d\ude00";
        assertEquals(
                smile.repeat(499) + "…", NO_SECRETS.text(smile.repeat(5_000)).toString());
        assertEquals(smile + "…", NO_SECRETS.text(smile.repeat(3), 2).toString());
        assertEquals("ab…", NO_SECRETS.text("ab cd ef", 4).toString());
        assertEquals("ab…", NO_SECRETS.text("ab cd ef", 3).toString());
        assertEquals("…", NO_SECRETS.text("abc", 1).toString());
        assertEquals("…", NO_SECRETS.text("abc", -7).toString());
        assertEquals("a", NO_SECRETS.text(" a ", 1).toString());
        assertEquals("abc", NO_SECRETS.text("abc", 1_000_000).toString());
    }

    @Test
    void staysAsItIsWhenItIsReadAgain() {
        Random random = new Random(20261125);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder raw = new StringBuilder();
            for (int n = random.nextInt(1_200); n > 0; n--) {
                raw.append((char) (random.nextInt(4) == 0 ? random.nextInt(65536) : random.nextInt(128)));
            }
            VendorText once = NO_SECRETS.text(raw.toString());
            assertEquals(once, VendorText.stored(once.toString()));
            assertTrue(once.toString().codePointCount(0, once.toString().length()) <= 500);
        }
    }

    @Test
    void isEqualToTheSameText() {
        assertEquals(VendorText.stored("a"), NO_SECRETS.text("a"));
        assertEquals(VendorText.stored("a").hashCode(), NO_SECRETS.text("a").hashCode());
        assertNotEquals(VendorText.stored("a"), VendorText.stored("b"));
        assertNotEquals(VendorText.stored("a"), "a");
    }
}
