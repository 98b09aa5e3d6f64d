package io.jenkins.plugins.ackedge.scaleout;

/** Somebody who waits for an order in an {@link OrderStorm}. What he hears is looked at, and he may throw anything. */
final class StormWaiter implements ScaleOutListener {
    private final OrderStorm storm;
    private final StormLife life;
    private final String order;
    private ScaleOut job;
    private int ended;

    StormWaiter(OrderStorm storm, StormLife life, String order) {
        this.storm = storm;
        this.life = life;
        this.order = order;
    }

    String order() {
        return order;
    }

    boolean isWaiting() {
        return ended == 0;
    }

    void waitsFor(ScaleOut begun) {
        job = begun;
    }

    void abort(boolean cancelTask) {
        if (job == null || life.isDead() || !isWaiting()) {
            return;
        }
        if (cancelTask) {
            storm.ledger().givesUp(order);
        }
        storm.trace(life + " " + order + " is aborted" + (cancelTask ? ", and its task to be cancelled" : ""));
        life.guarded(() -> {
            job.status();
            job.abort(cancelTask);
        });
    }

    private void hear() {
        if (life.isDead()) {
            throw new StormLife.Killed();
        }
        if (ended > 0) {
            storm.violation("whoever waited for " + order + " hears more after the end");
        }
    }

    private void misbehave() {
        if (storm.collaboratorFails(30)) {
            throw new IllegalStateException("a log that cannot be written");
        } else if (storm.collaboratorFails(60)) {
            throw new NoClassDefFoundError("a page of another plugin");
        }
        life.step();
    }

    @Override
    public void line(String text) {
        hear();
        storm.trace(life + " " + order + " reads: " + text);
        storm.eyes().line("a line", text);
        misbehave();
    }

    @Override
    public void changed(OrderRecord record) {
        hear();
        misbehave();
    }

    @Override
    public void ended(ScaleOutResult result) {
        if (life.isDead()) {
            return;
        }
        ended++;
        if (ended > 1) {
            storm.violation("whoever waited for " + order + " hears of the end again");
        }
        storm.trace(life + " " + order + " hears the end: " + result.state() + " " + result.message());
        storm.eyes().line("a message", result.message());
        storm.ended(order, result);
        misbehave();
    }
}
