package io.jenkins.plugins.ackedge.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AccessKeyTest {
    @Test
    void hasATokenOnlyIfItIsTemporary() {
        assertTrue(AccessKey.of("id", "secret", "").securityToken().isEmpty());
        assertTrue(AccessKey.of("id", "secret", null).securityToken().isEmpty());
        assertEquals(
                "token", AccessKey.of("id", "secret", "token").securityToken().orElseThrow());
    }

    @Test
    void saysWhichPartWasCopiedBadlyButNotWhatItIs() {
        String message = assertThrows(IllegalArgumentException.class, () -> AccessKey.of("LTAIexample", "topSecret\n"))
                .getMessage();
        assertTrue(message.contains("AccessKey secret"), message);
        assertFalse(message.contains("topSecret"), message);
        assertThrows(IllegalArgumentException.class, () -> AccessKey.of("", "s"));
        assertThrows(IllegalArgumentException.class, () -> AccessKey.of("id", "s", "to ken"));
    }

    @Test
    void printsNeitherSecretNorToken() {
        String text = AccessKey.of("LTAI5example", "topSecret", "theToken").toString();
        assertEquals("AccessKey[LTAI…]", text);
    }
}
