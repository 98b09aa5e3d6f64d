package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Some thousands of each storm; a million or so are {@code ./verify --storm}. */
class StormTest {
    private static StormLog log;

    @BeforeAll
    static void open() {
        log = StormLog.open();
    }

    @AfterAll
    static void close() {
        log.close();
    }

    @Test
    void sequencesOfEventsKeepThePromises() throws InterruptedException {
        assertEquals(0, Storm.many(Storm.Kind.SEQUENCE, 1, 30_000));
    }

    @Test
    void ordersKeepThePromises() throws InterruptedException {
        assertEquals(0, Storm.many(Storm.Kind.ORDER, 1, 1_000));
    }

    @Test
    void ordersOfMachinesKeepThePromises() throws InterruptedException {
        assertEquals(0, Storm.many(Storm.Kind.ENS, 1, 150));
    }

    @Test
    void answersOfAnyKindAreReadWithoutHarm() throws InterruptedException {
        assertEquals(0, Storm.many(Storm.Kind.ANSWER, 1, 5_000));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("mutants")
    void catchesWhoeverWould(StormMutant mutant, Storm.Kind kind) {
        assertNotEquals("", Storm.caught(mutant, kind));
    }

    static Stream<Arguments> mutants() {
        return Stream.of(StormMutant.values())
                .filter(mutant -> mutant != StormMutant.NONE)
                .flatMap(mutant -> mutant.kinds().stream().map(kind -> Arguments.of(mutant, kind)));
    }
}
