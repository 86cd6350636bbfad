package org.cunlu.bench.chaos;

import io.micronaut.core.annotation.Nullable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.cunlu.bench.calling.Address;
import org.cunlu.bench.calling.BrokenOff;
import org.cunlu.bench.calling.Newcomers;
import org.cunlu.bench.calling.Wire;
import org.cunlu.bench.faults.Schedule;
import org.cunlu.bench.faults.Schedule.Step;

/**
 * A run: rounds in which faults strike while people buy, and after each a pause in which all is whole again and what the
 * people were told is held against what is there.
 */
public final class Chaos implements AutoCloseable {
    private static final Duration START_WITHIN = Duration.ofMinutes(4);
    /** After all is whole again, everything must be possible within so long. */
    private static final Duration ALIVE_WITHIN = Duration.ofSeconds(60);

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int PARCELS_CARED_FOR = 10;

    private final Schedule schedule;
    private final Consumer<String> told;
    private final Machines machines;
    private final Path root;
    private final Book book = new Book();
    private final Outcome outcome;
    private final Caller caller;
    private final Map<String, Buying> buyers = new LinkedHashMap<>();
    private final List<Alive> alive = new ArrayList<>();
    private final Office office;
    private final Courier courier;
    private final Crowd crowd;
    /** The newest order of those by which the instances showed that they serve. */
    private @Nullable Bought fresh;

    private Chaos(Size size, Path root, Consumer<String> told, Machines machines) {
        this.schedule = Schedule.draw(size.seed(), size.minutes(), size.instances());
        this.root = root;
        this.told = told;
        this.machines = machines;
        this.outcome = new Outcome(schedule, book);
        this.caller = new Caller(machines.bases(), book, PATIENCE);
        this.office = new Office(caller);
        Address address = Address.of(machines.bases().getFirst());
        try (var newcomers = new Newcomers(address);
                var wire = new Wire(address)) {
            Supplier<Person> newcomer = () -> Person.of(newcomers.signUp(wire, Person.PASSWORD));
            Person staff = newcomer.get();
            office.employ(address, staff);
            this.courier = new Courier(caller, book, staff, PARCELS_CARED_FOR);
            this.crowd = people(size, Goods.find(address, caller, newcomer.get()), newcomer);
        }
    }

    private record Bought(Buying buyer, Buying.Placed placed) {}

    /** @param minutes about how long @param people how many buy at the same time */
    public record Size(long seed, int minutes, int instances, int people) {}

    /** @param root of the checkout  @return how it went; nothing of it runs any more */
    public static Outcome run(Size size, Path root, Consumer<String> told) throws InterruptedException {
        Path dir = root.resolve(".cunlu").resolve("chaos");
        try (var machines = Machines.start(root, dir, size.instances(), START_WITHIN, told)) {
            try (var chaos = new Chaos(size, root, told, machines)) {
                try {
                    chaos.play();
                } catch (BrokenOff e) {
                    // What was seen until then is still worth reading.
                    chaos.outcome.unexpected("the run broke off: " + e.getMessage());
                }
                return chaos.outcome;
            }
        }
    }

    private Crowd people(Size size, Goods goods, Supplier<Person> newcomer) {
        var random = new SplittableRandom(size.seed());
        for (String base : machines.bases()) {
            Person person = newcomer.get();
            var only = new Caller(List.of(base), book, Duration.ofSeconds(2));
            buyers.put(person.id(), new Buying(caller, book, person));
            alive.add(new Alive(only, new Buying(only, book, person), goods));
        }
        var turns = new ArrayList<Runnable>();
        for (int i = 0; i < size.people(); i++) {
            Person person = newcomer.get();
            var buying = new Buying(caller, book, person);
            buyers.put(person.id(), buying);
            turns.add(new Shopper(buying, goods, courier, random.split())::turn);
        }
        turns.add(() -> {
            courier.work(courier.now());
            LockSupport.parkNanos(LOOK.toNanos());
        });
        return new Crowd(turns, failure -> outcome.unexpected("a client failed: " + failure));
    }

    private void play() throws InterruptedException {
        for (int round = 0; round < schedule.rounds().size(); round++) {
            told.accept("第 " + (round + 1) + " 轮 · round " + (round + 1) + " of "
                    + schedule.rounds().size());
            List<Step> steps = schedule.rounds().get(round);
            steps.forEach(step -> told.accept("   " + step));
            crowd.go();
            strike(steps);
            machines.heal();
            outcome.recovered(ready(), lives(), told);
            crowd.standStill();
            check();
            outcome.delivered(delivers(), told);
            check();
        }
        var audit = Office.Command.run(root, machines.environment());
        outcome.audited(audit.exit() == 0, audit.output());
        outcome.ended(machines.endedByThemselves(), machines.endedInStart(), caller.unanswered());
    }

    private void strike(List<Step> steps) throws InterruptedException {
        long begun = System.nanoTime();
        var striking = new ArrayList<Thread>();
        for (Step step : steps) {
            striking.add(Thread.ofVirtual().start(() -> {
                LockSupport.parkNanos(begun + Duration.ofMillis(step.atMillis()).toNanos() - System.nanoTime());
                try {
                    machines.strike(step);
                } catch (RuntimeException e) {
                    outcome.unexpected("the fault " + step + " could not be made or mended: " + e);
                }
            }));
        }
        for (Thread one : striking) {
            one.join();
        }
    }

    /** @return how long it took until every instance was ready, its start included; empty when it was too long */
    private Optional<Duration> ready() {
        long begun = System.nanoTime();
        boolean all = machines.apps().stream().allMatch(app -> machines.ready(app, START_WITHIN));
        return all ? Optional.of(Duration.ofNanos(System.nanoTime() - begun)) : Optional.empty();
    }

    /** @return how long it took until at each instance a new order could be placed and was paid; empty when it was too long */
    private Optional<Duration> lives() {
        long begun = System.nanoTime();
        fresh = null;
        for (Alive one : alive) {
            var placed = one.within(ALIVE_WITHIN.minusNanos(System.nanoTime() - begun));
            if (placed.isEmpty()) {
                return Optional.empty();
            }
            fresh = new Bought(buyers.get(one.buying().person().id()), placed.get());
        }
        return Optional.of(Duration.ofNanos(System.nanoTime() - begun));
    }

    /**
     * Brings the last of the new orders to its buyer, and with it whatever the courier cares for; the county's time is moved
     * to each departure and arrival.
     * @return how long it took; empty when it was too long, or there was nothing to bring
     */
    private Optional<Duration> delivers() {
        if (fresh == null) {
            return Optional.empty();
        }
        long begun = System.nanoTime();
        courier.care(fresh.buyer(), fresh.placed());
        while (!courier.done(fresh.placed())) {
            if (System.nanoTime() - begun > ALIVE_WITHIN.toNanos()) {
                return Optional.empty();
            }
            courier.work(courier.now());
            courier.next().ifPresent(office::moveClock);
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return Optional.of(Duration.ofNanos(System.nanoTime() - begun));
    }

    /** Payments and refunds arrive by and by: what is wrong counts when it is still wrong after a while. */
    private void check() {
        book.unsure().forEach(request -> buyers.get(request.buyer()).settle(request));
        long deadline = System.nanoTime() + ALIVE_WITHIN.toNanos();
        Verdict verdict = hold();
        List<String> violations = office.violations();
        while (!(verdict.clean() && violations.isEmpty()) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK.toNanos());
            verdict = verdict.clean() ? verdict : hold();
            violations = violations.isEmpty() ? violations : office.violations();
        }
        outcome.checked(verdict, violations, told);
    }

    private Verdict hold() {
        var there = new HashMap<String, List<Seen>>();
        buyers.forEach((id, buying) -> there.put(id, buying.orders()));
        return book.hold(there).and(courier.held());
    }

    @Override
    public void close() {
        crowd.close();
        alive.forEach(Alive::close);
        caller.close();
    }
}
