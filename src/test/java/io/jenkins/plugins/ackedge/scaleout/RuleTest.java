package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of rule at its borders: what it lets through, what it refuses, and in which words. */
class RuleTest {
    private static void keeps(Rule rule, String... values) {
        for (String value : values) {
            assertEquals("", words(rule, value), value);
        }
    }

    private static void breaks(Rule rule, String words, String... values) {
        for (String value : values) {
            assertEquals(words, words(rule, value), value);
        }
    }

    private static String words(Rule rule, String value) {
        return rule.broken(value).map(text -> text.in(Locale.ENGLISH)).orElse("");
    }

    @Test
    void aWholeNumberHasDigitsAloneAndBorders() {
        Rule rule = Rule.wholeNumber(3, 10080);
        keeps(rule, "3", "4", "10079", "10080", "0010080");
        breaks(
                rule,
                "must be a whole number from 3 to 10080",
                "2",
                "10081",
                "",
                "3.0",
                "+3",
                "-3",
                " 3",
                "3 ",
                "1e1",
                "0x3",
                "99999999999999999999");
    }

    @Test
    void aNumberMayHaveAFractionOfThreeDigits() {
        Rule rule = Rule.number(0.1, 100);
        keeps(rule, "0.1", "0.100", "99.999", "100", "100.000");
        breaks(
                rule,
                "must be a number from 0.1 to 100",
                "0.099",
                "0",
                "100.001",
                "101",
                "",
                ".5",
                "5.",
                "1.0000",
                "-1",
                "1e1",
                "NaN",
                "1,5",
                "1234567890");
    }

    @Test
    void oneOfSomeWordsIsExactlyThatWord() {
        Rule rule = Rule.oneOf("PrePaid", "PostPaid");
        keeps(rule, "PrePaid", "PostPaid");
        breaks(rule, "must be one of PrePaid, PostPaid", "prepaid", "", "PrePaid ", "PrePaid, PostPaid");
    }

    @Test
    void aDiskHasTensOfGibibytes() {
        Rule rule = Rule.tens(20, 32000, false);
        keeps(rule, "20", "30", "32000");
        breaks(rule, "must be a multiple of 10 from 20 to 32000 (GiB)", "10", "25", "32010", "0", "x", "");
    }

    @Test
    void aDiskThatMayBeLeftOutMayBeNought() {
        Rule rule = Rule.tens(20, 32000, true);
        keeps(rule, "0", "00", "20", "32000");
        breaks(
                rule,
                "must be 0 (none) or a multiple of 10 from 20 to 32000 (GiB)",
                "1",
                "10",
                "25",
                "32010",
                "-0",
                "x",
                "");
    }

    @Test
    void trueAndFalseAreTheOnlySwitches() {
        keeps(Rule.trueOrFalse(), "true", "false");
        breaks(Rule.trueOrFalse(), "must be true or false", "True", "yes", "1", "", "on", "tru", "null");
    }

    @Test
    void rulesCanBePutTogether() {
        Rule word = Rule.matching("[a-z]+", "keyPair");
        String ofWord = new RuleText("keyPair").in(Locale.ENGLISH);
        keeps(word, "abc");
        breaks(word, ofWord, "", "Abc", "a b");

        Rule notThat = Rule.not("tiny", "tooSmall");
        String tooSmall = new RuleText("tooSmall").in(Locale.ENGLISH);
        keeps(notThat, "tin", "tinyy", "");
        breaks(notThat, tooSmall, "tiny");

        Rule notBeginning = Rule.notBeginningWith("eck-", "eckCluster");
        String eck = new RuleText("eckCluster").in(Locale.ENGLISH);
        keeps(notBeginning, "eck", "xeck-", "");
        breaks(notBeginning, eck, "eck-", "eck-1");

        Rule both = Rule.first(notBeginning, word);
        keeps(both, "eck");
        breaks(both, eck, "eck-1");
        breaks(both, ofWord, "Abc");
    }

    /** The borders of each kind of character, and their neighbours in ASCII. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "AAAAaa00",
                "ZZZZzz99",
                "aaaa00!!",
                "zzzz99~~",
                "AAAA00!!",
                "ZZZZ99~~",
                "AAAAaa@@",
                "ZZZZzz[[",
                "AAAAaa``",
                "ZZZZzz{{",
                "AAAA00//",
                "ZZZZ99::"
            })
    void threeKindsOfCharactersMakeAPassword(String password) {
        keeps(LoginPasswordRule.INSTANCE, password);
    }

    @Test
    void twoKindsOfCharactersMakeNone() {
        String words = new RuleText("loginPassword").in(Locale.ENGLISH);
        for (String kinds : List.of("Aa", "A0", "A!", "a0", "a!", "0!", "A@", "Z[", "a`", "z{", "0/", "9:", "A~")) {
            breaks(LoginPasswordRule.INSTANCE, words, kinds.repeat(4));
        }
        breaks(
                LoginPasswordRule.INSTANCE,
                words,
                "AAAAaa0\u007f",
                "AAAAaa0 ",
                "AAAAaa0é",
                "AAAaa00",
                "Aa0".repeat(10) + "A");
        keeps(LoginPasswordRule.INSTANCE, "AAAAaa00", "Aa0".repeat(10));
    }
}
