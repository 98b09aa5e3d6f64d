package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.ackedge.api.AccessKey;
import io.jenkins.plugins.ackedge.scaleout.SecretLookups.Found;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Whatever a source of secrets does becomes an answer, once and in time. */
class SecretLookupsTest {
    private final VirtualTime time = new VirtualTime();
    /** Look-ups that a thread was asked for; one that never runs is one that hangs. */
    private final Queue<Runnable> threads = new ArrayDeque<>();

    private final SecretLookups lookups = new SecretLookups(threads::add, time);
    private final List<Found> answers = new ArrayList<>();

    private interface Source {
        AccessKey key() throws Secrets.UnavailableException;
    }

    private static Secrets from(String source, Source key) {
        return new Secrets() {
            @Override
            public AccessKey accessKey() throws UnavailableException {
                return key.key();
            }

            @Override
            public String loginPassword() {
                return Controller.PASSWORD;
            }

            @Override
            public String source() {
                return source;
            }
        };
    }

    private static AccessKey key() {
        return AccessKey.of("testid", Controller.SECRET);
    }

    private Found answer(Source source) {
        lookups.ask(from("a", source), answers::add);
        threads.remove().run();
        time.pass(Duration.ofHours(1));
        assertEquals(1, answers.size());
        return answers.get(0);
    }

    @Test
    void findsKeyAndPassword() {
        Found found = answer(SecretLookupsTest::key);
        assertTrue(found.isThere());
        assertEquals(Controller.PASSWORD, found.password());
        assertFalse(found.toString().contains(Controller.PASSWORD), found.toString());
        assertFalse(found.toString().contains(Controller.SECRET), found.toString());
    }

    @Test
    void whatIsNotThereIsNotThere() {
        Found found = answer(() -> {
            throw new Secrets.UnavailableException("There are no credentials 'aliyun'.");
        });
        assertFalse(found.isThere());
        assertFalse(found.isPassing());
        assertEquals("There are no credentials 'aliyun'.", found.words());
    }

    @Test
    void whatFailsMayBeThereLater() {
        Found found = answer(() -> {
            throw new IllegalStateException("vault is sealed");
        });
        assertTrue(found.isPassing());
        assertEquals("the credentials cannot be read just now (IllegalStateException: vault is sealed)", found.words());
    }

    @Test
    void evenAnErrorIsAnAnswer() {
        Found found = answer(() -> {
            throw new NoSuchMethodError("of somebody else's plugin");
        });
        assertTrue(found.isPassing());
        assertFalse(found.isThere());
    }

    @Test
    void whatItSaysIsOneLineOfBoundedLength() {
        Found found = answer(() -> {
            throw new IllegalStateException("a\n\u001b[31mb".repeat(5_000));
        });
        assertTrue(found.words().length() < 1_000, found.words().length() + " characters");
        assertFalse(found.words().codePoints().anyMatch(c -> c < ' '), found.words());
    }

    @Test
    void aSourceThatHangsIsAnsweredForAfterHalfAMinute() {
        lookups.ask(from("a", SecretLookupsTest::key), answers::add);
        time.pass(Duration.ofSeconds(29));
        assertEquals(List.of(), answers);
        time.pass(Duration.ofSeconds(1));
        assertTrue(answers.get(0).isPassing());
        assertEquals(
                "the credentials were not there within 30 s", answers.get(0).words());

        threads.remove().run(); // it comes back after all
        assertEquals(1, answers.size(), "nobody is told twice");
    }

    @Test
    void aSourceThatHangsHoldsUpNoOther() {
        for (int i = 0; i < 10; i++) {
            lookups.ask(from("hangs", SecretLookupsTest::key), answers::add);
        }
        assertEquals(2, threads.size(), "two threads for each source, and no more");
        lookups.ask(from("well", SecretLookupsTest::key), answers::add);
        assertEquals(3, threads.size());
    }

    @Test
    void whoWaitsBehindAnotherOfTheSameSourceIsServed() {
        for (int i = 0; i < 5; i++) {
            lookups.ask(from("a", SecretLookupsTest::key), answers::add);
        }
        while (!threads.isEmpty()) {
            threads.remove().run();
        }
        assertEquals(5, answers.size());
        assertTrue(answers.stream().allMatch(Found::isThere));
    }

    @Test
    void whoNobodyWaitsForAnyMoreIsNotLookedUp() {
        int[] asked = new int[1];
        for (int i = 0; i < 5; i++) {
            lookups.ask(
                    from("a", () -> {
                        asked[0]++;
                        return key();
                    }),
                    answers::add);
        }
        time.pass(Duration.ofMinutes(1));
        while (!threads.isEmpty()) {
            threads.remove().run();
        }
        assertEquals(5, answers.size());
        assertEquals(0, asked[0]);
    }

    @Test
    void anAnswerThatIsTakenBadlyHoldsUpNobody() {
        for (int i = 0; i < 3; i++) {
            lookups.ask(from("a", SecretLookupsTest::key), found -> {
                answers.add(found);
                throw new IllegalStateException("of whoever asked");
            });
        }
        while (!threads.isEmpty()) {
            try {
                threads.remove().run();
            } catch (IllegalStateException e) {
                assertEquals("of whoever asked", e.getMessage());
            }
        }
        assertEquals(3, answers.size());
    }
}
