package io.jenkins.plugins.ackedge.scaleout;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jenkins.plugins.ackedge.api.AckEndpoint;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A folder, and the file of an order that may come to be there. */
@DisabledOnOs(OS.WINDOWS)
abstract class OneOrderFile {
    @TempDir
    Path folder;

    Path path;
    OrderFile file;

    @BeforeEach
    void start() throws IOException {
        path = folder.resolve("order.json");
        file = OrderFile.of(path);
    }

    static OrderRecord plan() {
        Order order = new Order(
                Routes.standard(),
                AckEndpoint.ofUrl("http://127.0.0.1:9"),
                Via.SCALE_OUT_CLUSTER.sample(),
                Origin.of("test"));
        return OrderRecord.planned("0123456789abcdef", order, 1_000);
    }

    static OrderRecord next(OrderRecord record, OrderState state) {
        return record.with(f -> {
            f.revision++;
            f.state = state.name();
        });
    }

    static OrderRecord sent(OrderRecord record, int attempt) {
        return next(record, OrderState.SUBMITTING).with(f -> f.attempt = attempt);
    }

    OrderRecord read() throws IOException {
        return file.read().orElseThrow();
    }

    String refusal(Path name) {
        return assertThrows(IOException.class, () -> OrderFile.of(name).read()).getMessage();
    }
}
