package io.jenkins.plugins.ackedge.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which jobs a pattern means. */
class ItemPatternsTest {
    @ParameterizedTest
    @CsvSource({
        "release/**, release/deploy, true",
        "release/**, release/a/b/deploy, true",
        "release/**, releases/deploy, false",
        "release/**, RELEASE/deploy, false",
        "release/*, release/deploy, true",
        "release/*, release/a/deploy, false",
        "*/deploy, team-a/deploy, true",
        "*/deploy, deploy, false",
        "deploy, deploy, true",
        "deploy, deployer, false",
        "deploy-?, deploy-1, true",
        "**, any/job, true",
        "**/nightly-*, a/b/nightly-1, true",
        "team.a, teamXa, false"
    })
    void followsAnt(String pattern, String job, boolean matches) {
        assertTrue(ItemPatterns.isUsable(pattern));
        assertEquals(matches, ItemPatterns.matches(pattern, job));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/release/**", "release/", "release//x", "release\\x", "", " release", "a\tb", "/"})
    void refusesWhatCouldMatchNothing(String pattern) {
        assertFalse(ItemPatterns.isUsable(pattern));
    }
}
