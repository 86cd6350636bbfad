package org.cunlu.bench.faults;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.cunlu.devstack.Server;

/**
 * Which faults strike when: rounds, and after each a pause in which all is whole again. The same seed, length and number of
 * instances give the same schedule.
 * @param rounds each with its steps in the order of their time
 */
public record Schedule(List<List<Step>> rounds) {
    private static final int ROUNDS_A_MINUTE = 2;
    private static final int STEPS_MIN = 4;
    private static final int STEPS_MAX = 7;
    private static final int ROUND_MILLIS = 14_000;
    /** In so long what was started again may be struck again, in the middle of its start. */
    private static final int BREATH_MILLIS = 2_500;

    private static final int LONG_OF_A_HUNDRED = 12;
    private static final int LONG_LEAST_MILLIS = 15_000;
    private static final int LONG_MOST_MILLIS = 40_000;

    private static final List<Fault> LINE_FAULTS =
            List.of(Fault.LATENCY, Fault.SLOW, Fault.BLACK_HOLE, Fault.RESET, Fault.CUT);

    public Schedule {
        rounds = rounds.stream().map(List::copyOf).toList();
    }

    /**
     * A fault.
     * @param atMillis after the start of its round
     * @param forMillis how long it lasts: until a process is started again or goes on, or the line is whole
     */
    public record Step(int atMillis, Fault fault, Place place, int forMillis) {
        @Override
        public String toString() {
            return "%5.1f s  %-10s %-16s %4.1f s".formatted(atMillis / 1000.0, fault, place, forMillis / 1000.0);
        }

        private int untilMillis() {
            return atMillis + forMillis;
        }
    }

    /** @param minutes 1 or more  @param instances 1 or more */
    public static Schedule draw(long seed, int minutes, int instances) {
        if (minutes < 1 || instances < 1) {
            throw new IllegalArgumentException("a schedule has a minute and an instance at least");
        }
        var random = new SplittableRandom(seed);
        var rounds = new ArrayList<List<Step>>();
        for (int round = 0; round < minutes * ROUNDS_A_MINUTE; round++) {
            rounds.add(round(random, instances));
        }
        return new Schedule(rounds);
    }

    /** @return how often this fault strikes in all rounds */
    public long count(Fault fault) {
        return rounds.stream()
                .flatMap(List::stream)
                .filter(step -> step.fault() == fault)
                .count();
    }

    private static List<Step> round(SplittableRandom random, int instances) {
        var drawn = new ArrayList<Step>();
        int steps = random.nextInt(STEPS_MIN, STEPS_MAX + 1);
        for (int i = 0; i < steps; i++) {
            drawn.add(step(random, instances));
        }
        drawn.sort(Comparator.comparingInt(Step::atMillis)
                .thenComparing(step -> step.place().toString()));
        // One fault at a time at one place; a second one that would strike during the first is left out.
        Map<Place, Integer> busyUntil = new HashMap<>();
        var kept = new ArrayList<Step>();
        for (Step step : drawn) {
            if (busyUntil.getOrDefault(step.place(), 0) <= step.atMillis()) {
                kept.add(step);
                busyUntil.put(step.place(), step.untilMillis() + BREATH_MILLIS);
            }
        }
        return kept;
    }

    private static Step step(SplittableRandom random, int instances) {
        int at = random.nextInt(ROUND_MILLIS);
        int kind = random.nextInt(100);
        if (kind < 28) {
            return ofProcess(random, at, Place.app(random.nextInt(instances)));
        }
        Server server = Server.values()[random.nextInt(Server.values().length)];
        if (kind < 62) {
            return ofProcess(random, at, Place.of(server));
        }
        Fault fault = LINE_FAULTS.get(random.nextInt(LINE_FAULTS.size()));
        Place line = Place.line(random.nextInt(instances), server);
        return new Step(at, fault, line, length(random, 1_500, 9_000));
    }

    private static Step ofProcess(SplittableRandom random, int at, Place place) {
        int kind = random.nextInt(100);
        if (kind < 60) {
            return new Step(at, Fault.KILL, place, random.nextInt(200, 3_000));
        }
        return kind < 85
                ? new Step(at, Fault.STOP, place, length(random, 1_000, 8_000))
                : new Step(at, Fault.RESTART, place, random.nextInt(200, 1_500));
    }

    /** Now and then longer than heartbeats and the patience of clients. */
    private static int length(SplittableRandom random, int least, int most) {
        return random.nextInt(100) < LONG_OF_A_HUNDRED
                ? random.nextInt(LONG_LEAST_MILLIS, LONG_MOST_MILLIS)
                : random.nextInt(least, most);
    }
}
