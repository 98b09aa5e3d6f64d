package io.jenkins.plugins.ackedge.scaleout;

import io.jenkins.plugins.ackedge.api.AckEndpoint;
import io.jenkins.plugins.ackedge.api.SignedRequest;
import io.jenkins.plugins.ackedge.api.WireAnswer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One or two whole orders through the real core, on simulated time, with a wire that has no sockets: faults of every kind at
 * moments that chance chooses. The same seed gives the same storm.
 */
final class OrderStorm {
    private static final long END = Duration.ofHours(3).toMillis();

    /** The look, its patience, a minute more, and questions before it that take as long as they may. */
    private static final long BOUND = Duration.ofMinutes(3 + 2 + 1 + 9).toMillis();

    /** Machines may be listed late, so they are looked for longer. */
    private static final long BOUND_OF_ENS = Duration.ofMinutes(17 + 2 + 1 + 3).toMillis();

    private final StormMutant mutant;
    private final List<String> trace;
    private final StormChance chance;
    private final StormTime time = new StormTime();
    private final StormLedger ledger = new StormLedger(time, this::violation);
    private final StormEyes eyes = new StormEyes(this::violation);
    private final List<String> secrets = new ArrayList<>();
    private final StormVendor vendor;
    private final StormEnsLedger machines = new StormEnsLedger(time, this::violation);
    private final StormEns ens;
    private final List<StormStore.Disk> disks = new ArrayList<>();
    private final List<Order> orders = new ArrayList<>();
    private final List<StormLife> lives = new ArrayList<>();
    private final Claims claims = Claims.inMemory();
    private final boolean claimsLast;
    private final boolean hasToken;
    private final boolean collaboratorsFail;
    private long wall;
    private final int killsOneIn;
    private int crashes;
    private int storeFailures;
    private int writes;
    private long aimed;
    private int runs;
    private String violation;

    private OrderStorm(long seed, boolean isOfEns, StormMutant mutant, List<String> trace) {
        this.mutant = mutant;
        this.trace = trace;
        chance = new StormChance(seed);
        hasToken = chance.oneIn(3);
        secrets.addAll(List.of(StormLife.PASSWORD, StormLife.SECRET));
        eyes.mustNotSee("the password", StormLife.PASSWORD);
        eyes.mustNotSee("the key", StormLife.SECRET);
        if (hasToken) {
            secrets.add(StormLife.TOKEN);
            eyes.mustNotSee("the token", StormLife.TOKEN);
        }
        vendor = new StormVendor(chance, time, ledger, new StormAnswers(chance, secrets));
        ens = isOfEns ? new StormEns(chance, time, ledger, machines, eyes, secrets, mutant) : null;
        killsOneIn = isOfEns ? chance.of(40, 300, 1_500) : 40;
        collaboratorsFail = chance.oneIn(3);
        if (collaboratorsFail) {
            machines.listsAreKept();
        }
        crashes = chance.oneIn(2) ? 0 : 1 + chance.below(2);
        storeFailures = chance.oneIn(4) ? 1 + chance.below(4) : 0;
        writes = chance.oneIn(6) ? 1 + chance.below(3) : 0;
        runs = chance.oneIn(3) ? 1 + chance.below(2) : 0;
        wall = 1_795_507_200_000L;
        boolean hasTwin = chance.oneIn(4);
        int count = hasTwin || !chance.oneIn(3) ? 1 : 2;
        claimsLast = count > 1 || chance.oneIn(2);
        for (int i = 0; i < count; i++) {
            if (isOfEns) {
                planMachines(i);
            } else {
                plan(i);
            }
        }
        for (int p = 0; p < (hasTwin ? 2 : 1); p++) {
            lives.add(new StormLife(this, "p" + p, claims()));
        }
    }

    /**
     * @param isOfEns whether machines of ENS are ordered, or anything else
     * @param trace null, or where to tell what happens
     * @return what must never happen and did; null if all is well
     */
    static String run(long seed, boolean isOfEns, StormMutant mutant, List<String> trace) {
        OrderStorm storm = new OrderStorm(seed, isOfEns, mutant, trace);
        StormLog.reader(text -> storm.eyes.secrets("the log", text));
        try {
            storm.run();
        } catch (StormViolation e) {
            storm.violation(e.getMessage());
        } finally {
            StormLog.reader(null);
        }
        return storm.violation;
    }

    private void run() {
        for (int i = 0; i < disks.size(); i++) {
            laterRun(0, i, i == 0 ? 0 : 200_000);
        }
        if (lives.size() > 1) {
            laterRun(1, 0, 200_000);
        }
        while (runs-- > 0) {
            laterRun(chance.below(lives.size()), chance.below(disks.size()), 1_200_000);
        }
        if (chance.oneIn(4)) {
            time.after(chance.upTo(600_000), () -> wall += chance.between(-7_200_000, 7_200_000));
        }
        long end = time.now() + END;
        while (violation == null && time.step(end)) {
            // until nothing more is due
        }
        for (StormLife life : lives) {
            for (StormWaiter waiter : life.waiters()) {
                if (!life.isDead() && waiter.isWaiting()) {
                    violation("whoever waits for " + waiter.order() + " in " + life + " was never told");
                }
            }
        }
    }

    // ------------------------------------------------------------------ what is ordered

    private void plan(int number) {
        Parameters p = Parameters.none()
                .with(Parameter.CLUSTER_ID, "Cccfd68c474454665ace07efce924abcd")
                .with(Parameter.REGION_ID, "cn-beijing")
                .with(Parameter.TIMEOUT_MINS, chance.between(1, 15));
        int kind = chance.below(6);
        String name = (kind < 4 ? "m-" : "np") + number;
        if (kind < 4) {
            p = p.with(Parameter.COUNT, 2)
                    .with(Parameter.ENS_REGION_ID, "cn-beijing-telecom")
                    .with(Parameter.WORKER_INSTANCE_TYPE, "ens.sn1.tiny")
                    .with(Parameter.WORKER_IMAGE_ID, name)
                    .with(Parameter.ENS_INTERNET_CHARGE_TYPE, "BandwidthByDay")
                    .with(Parameter.WORKER_PERIOD, 1)
                    .with(Parameter.WORKER_SYSTEM_DISK_SIZE, 20);
        } else {
            p = p.with(Parameter.NODE_POOL_ID, name).with(kind == 4 ? Parameter.COUNT : Parameter.DESIRED_SIZE, 2);
        }
        if (kind == 5) {
            ledger.isRepeatable(name);
        }
        Route route = Routes.find(kind < 4 ? "scaleOutCluster" : "nodePool").orElseThrow();
        orders.add(new Order(route, AckEndpoint.ofRegion("cn-beijing"), p, Origin.of("storm")));
        disks.add(new StormStore.Disk(name));
    }

    private void planMachines(int number) {
        String name = "m-" + number;
        int count = 1 + chance.below(3);
        boolean isPostPaid = chance.oneIn(2);
        boolean isReleased = isPostPaid && !chance.oneIn(3);
        boolean isRenewed = !isPostPaid && chance.oneIn(3);
        Parameters p = Parameters.none()
                .with(Parameter.CLUSTER_ID, "Cccfd68c474454665ace07efce924abcd")
                .with(Parameter.REGION_ID, "cn-beijing")
                .with(Parameter.TIMEOUT_MINS, chance.between(1, chance.of(10, 30, 60)))
                .with(Parameter.COUNT, count)
                .with(Parameter.ENS_REGION_ID, "cn-beijing-telecom")
                .with(Parameter.WORKER_INSTANCE_TYPE, "ens.sn1.tiny")
                .with(Parameter.WORKER_IMAGE_ID, name)
                .with(Parameter.ENS_INTERNET_CHARGE_TYPE, "BandwidthByDay")
                .with(Parameter.WORKER_SYSTEM_DISK_SIZE, 20)
                .with(Parameter.NODE_POOL_ID, "np-1")
                .with(Parameter.INTERNET_MAX_BANDWIDTH_OUT, 100);
        if (isPostPaid) {
            p = p.with(Parameter.INSTANCE_CHARGE_TYPE, "PostPaid").with(Parameter.RELEASE_ON_FAILURE, isReleased);
        } else {
            p = p.with(Parameter.WORKER_PERIOD, 1).with(Parameter.WORKER_AUTO_RENEW, isRenewed);
            p = isRenewed ? p.with(Parameter.WORKER_AUTO_RENEW_PERIOD, 3) : p;
            p = chance.oneIn(4) ? p.with(Parameter.MAX_PRICE, 100) : p;
        }
        machines.wishes(name, new StormEnsLedger.Wish(count, isPostPaid, isReleased, isRenewed));
        Route route = Routes.find("ens").orElseThrow();
        orders.add(new Order(route, AckEndpoint.ofRegion("cn-beijing"), p, Origin.of("storm")));
        disks.add(new StormStore.Disk(name));
    }

    private Claims claims() {
        return claimsLast ? claims : Claims.inMemory();
    }

    // ------------------------------------------------------------------ who does what

    private void laterRun(int place, int order, long within) {
        time.after(chance.upTo(within), () -> begin(lives.get(place), order, false));
    }

    private void begin(StormLife life, int number, boolean resumes) {
        if (life.isDead()) {
            return;
        }
        StormStore.Disk disk = disks.get(number);
        StormWaiter waiter = new StormWaiter(this, life, disk.order());
        boolean wait = !chance.oneIn(6);
        trace(life + (resumes ? " resumes " : " runs ") + disk.order());
        life.guarded(() -> {
            StormStore store = new StormStore(this, life, disk);
            life.add(waiter);
            try {
                waiter.waitsFor(
                        resumes
                                ? life.scaleOuts().resume(wait, life, store, waiter)
                                : life.scaleOuts().start(orders.get(number), wait, life, store, waiter));
            } catch (IOException e) {
                life.waiters().remove(waiter); // it is told at once
                trace(life + " cannot: " + e.getMessage());
                if (runs-- > -3) {
                    laterRun(lives.indexOf(life), number, 300_000);
                }
                return;
            } catch (ScaleOuts.OtherOrderException e) {
                violation("the store tells of another order");
                return;
            }
            if (chance.oneIn(ens == null ? 3 : 5)) {
                long most = ens == null || chance.oneIn(2) ? chance.upTo(500_000) : chance.between(0, 2_400_000);
                time.after(most, () -> waiter.abort(chance.oneIn(2)));
            }
        });
        long limit = orders.get(number).parameters().number(Parameter.TIMEOUT_MINS) * 60_000;
        time.after(limit + (ens == null ? BOUND : BOUND_OF_ENS) * (lives.size() > 1 || writes > 0 ? 2 : 1), () -> {
            if (!life.isDead() && life.waiters().contains(waiter) && waiter.isWaiting()) {
                violation("whoever waits for " + waiter.order() + " in " + life + " was not told within the bound");
            }
        });
    }

    /** Whether a process dies here. Another one takes its place after a while. */
    boolean kills(StormLife life, boolean matters) {
        if (crashes <= 0 || !chance.oneIn(matters ? 5 : killsOneIn) || !lives.contains(life)) {
            return false;
        }
        crashes--;
        int place = lives.indexOf(life);
        time.after(chance.upTo(600_000), () -> restart(place));
        return true;
    }

    private void restart(int place) {
        StormLife life = new StormLife(this, lives.get(place) + "'", claims());
        lives.set(place, life);
        List<OrderRecord> records = new ArrayList<>();
        for (StormStore.Disk disk : disks) {
            if (!disk.isEmpty()) {
                records.add(disk.read());
            }
        }
        trace(life + " starts");
        life.guarded(() -> life.scaleOuts().expect(records));
        for (int i = 0; i < disks.size(); i++) {
            int number = i;
            if (disks.get(i).isEmpty() || !disks.get(i).read().isOpen()) {
                continue;
            }
            switch (chance.below(5)) {
                case 0 -> settle(life, number);
                case 1 -> {
                    begin(life, number, true);
                    life.waiters().forEach(waiter -> waiter.abort(chance.oneIn(2)));
                }
                case 2 -> time.after(chance.upTo(600_000), () -> begin(life, number, false));
                default -> begin(life, number, true);
            }
        }
    }

    private void settle(StormLife life, int number) {
        trace(life + " settles " + disks.get(number).order());
        life.guarded(() -> {
            try {
                life.scaleOuts().settle(life, new StormStore(this, life, disks.get(number)));
            } catch (IOException e) {
                trace(life + " cannot: " + e.getMessage());
            }
        });
    }

    // ------------------------------------------------------------------ what truly happens

    /** Which scale-out a request orders for; null for any other request. */
    String orderedBy(SignedRequest request) {
        return ens == null ? StormVendor.ordered(request) : StormEns.ordered(request);
    }

    boolean matters(SignedRequest request) {
        return ens != null && StormEns.matters(request);
    }

    void question(StormLife life, SignedRequest request, Consumer<WireAnswer> then) {
        trace(life + " asks "
                + (ens == null
                        ? request
                        : StormEns.action(request) + " "
                                + StormEns.form(request).getOrDefault("InstanceId", "")));
        if (ens == null) {
            vendor.question(request, then);
            return;
        }
        if (StormEns.action(request).equals("AttachEnsInstances")) {
            String id = StormEns.form(request).get("InstanceId");
            orders.stream()
                    .map(order -> order.parameters().text(Parameter.WORKER_IMAGE_ID))
                    .forEach(name -> machines.mustBeWritten(id, name, disk(name).read()));
        }
        ens.question(life, request, then);
        if (mutant == StormMutant.REPEATS_A_RESTART && StormEns.action(request).equals("AttachEnsInstances")) {
            ens.question(life, request, answer -> {});
        }
    }

    void ordered(String order, SignedRequest request, boolean somebodyWaits, Consumer<WireAnswer> then) {
        OrderRecord stored = disk(order).read();
        trace("   SENT " + order + ", stored: "
                + (stored == null ? "nothing" : stored.getState() + " " + stored.getAttempt()));
        ledger.leaves(order, stored, somebodyWaits);
        int attempt = stored == null ? 0 : stored.getAttempt();
        if (ens == null) {
            vendor.order(order, attempt, then);
        } else {
            ens.order(order, attempt, request, then);
        }
    }

    private StormStore.Disk disk(String order) {
        return disks.stream().filter(d -> d.order().equals(order)).findFirst().orElseThrow();
    }

    void written(StormStore.Disk disk, OrderRecord record) {
        List<OrderRecord> others = new ArrayList<>();
        for (StormStore.Disk other : disks) {
            if (other != disk && !other.isEmpty()) {
                others.add(other.read());
            }
        }
        ledger.written(disk.order(), record, others);
        if (ens != null) {
            machines.written(disk.order(), record);
            aim(record);
        }
    }

    /** What follows now and then on what is written, since chance alone seldom finds the moment. */
    private void aim(OrderRecord record) {
        if (lives.size() == 1 && writes == 0) { // else one of two may not know yet what the other one has written
            machines.knownAsNodes(record).stream()
                    .filter(machine -> !machine.isForgotten() && chance.oneIn(8))
                    .forEach(machine -> {
                        long from = time.now() + chance.upTo(600_000);
                        machine.forget(from, from + chance.between(0, 2_400_000));
                    });
        }
        long repaired = record.getInstances().stream()
                .filter(OrderRecord.Instance::isRepaired)
                .count();
        if (lives.size() > 1 && repaired > aimed && chance.oneIn(2)) {
            aimed = repaired;
            StormLife life = chance.of(lives);
            life.waiters().forEach(waiter -> time.after(chance.upTo(20_000), () -> waiter.abort(chance.oneIn(3))));
        }
    }

    void ended(String order, ScaleOutResult result) {
        if (result.state().isNothingOrdered()) {
            ledger.nothingOrdered(order, result.record().getAttempt());
        } else if (result.message().contains("Nothing was ordered")) {
            violation("says that nothing was ordered in state " + result.state());
        }
        if (ens != null) {
            machines.ended(order, result);
        }
    }

    void violation(String what) {
        if (violation == null) {
            violation = what;
            trace("VIOLATION " + what);
        }
    }

    void trace(String what) {
        if (trace != null) {
            trace.add((time.now() - 1_000_000) / 1000.0 + " s: " + what);
        }
    }

    // ------------------------------------------------------------------ what fails

    boolean storeFails(int n) {
        return storeFailures > 0 && chance.oneIn(n) && storeFailures-- > 0;
    }

    boolean claimsFail() {
        return disks.size() == 1 && storeFails(4);
    }

    void storeIsSlow() {
        if (collaboratorsFail && chance.oneIn(100)) {
            time.elapse(chance.upTo(15_000));
        }
    }

    boolean somebodyWrites() {
        return writes > 0 && chance.oneIn(8) && writes-- > 0;
    }

    boolean collaboratorFails(int n) {
        return collaboratorsFail && chance.oneIn(n);
    }

    boolean hasToken() {
        return hasToken;
    }

    StormMutant mutant() {
        return mutant;
    }

    StormChance chance() {
        return chance;
    }

    StormTime time() {
        return time;
    }

    StormLedger ledger() {
        return ledger;
    }

    StormEyes eyes() {
        return eyes;
    }

    /** What a clock on the wall shows, whoever sets it. */
    Clock wallClock() {
        return VirtualTime.showing(() -> wall + time.now());
    }
}
