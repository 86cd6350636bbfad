package org.cunlu.bench.promise;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.cunlu.bench.promise.DatedDepartures.Departure;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Opening;
import org.cunlu.logistics.Room;
import org.cunlu.logistics.Timetable;

/**
 * The plain way to a promise, with which the engine's answers and speed are compared: Dijkstra's algorithm over the
 * time-expanded graph. Its vertices are "waiting for this dated departure" and "aboard after it"; the key of a label is
 * minute, then rides, then the first departure, the latest first. No arc makes a key smaller, so the first label that
 * leaves the queue at a vertex is the best one there, and the first at the goal is the answer. It shares no code with the
 * engine, nor {@link Line#runsOn}.
 */
final class PlainSearch {
    private static final int DAY = 24 * 60;
    private static final int GOAL = -1;

    private final NetworkMap map;
    private final Room room;
    private final int ridesMax;
    private final DatedDepartures departures;
    private final Map<String, List<Line>> carriers = new HashMap<>();

    /** What is asked. @param ready minute since 1970, the county's */
    record Question(String from, String to, Load load, int ready) {}

    /** @param reached minute since 1970, lead times not included @param firstDeparture likewise */
    record Answer(int reached, int rides, int firstDeparture) {}

    /** @param vertex twice the departure's number, one more when aboard */
    private record Label(int minute, int rides, int firstDeparture, int vertex) {}

    /** @param days from the first service date, horizon included */
    PlainSearch(NetworkMap map, Room room, int transfersMax, LocalDate first, int days) {
        this.map = map;
        this.room = room;
        this.ridesMax = transfersMax + 1;
        this.departures = new DatedDepartures(
                map.lines().stream()
                        .filter(line -> line.mode() != Line.Mode.CARRIER)
                        .toList(),
                first,
                days);
        for (Line line : map.lines()) {
            if (line.mode() == Line.Mode.CARRIER) {
                carriers.computeIfAbsent(line.stops().getFirst().nodeCode(), gateway -> new ArrayList<>())
                        .add(line);
            }
        }
    }

    int size() {
        return departures.all.size();
    }

    Optional<Answer> find(Question question) {
        if (!mayStand(question.from(), question) || !mayStand(question.to(), question)) {
            return Optional.empty();
        }
        Opening source = map.openings().get(question.from());
        LocalTime last = source.cutOff() == null ? source.closes() : source.cutOff();
        int start = open(source, question.ready(), last) + source.handlingMinutes();
        int end = start + Timetable.HORIZON_DAYS * DAY;
        if (question.from().equals(question.to())) {
            return reached(question, start).map(minute -> new Answer(minute, 0, start));
        }
        var queue = new PriorityQueue<>(Comparator.comparingInt(Label::minute)
                .thenComparingInt(Label::rides)
                .thenComparing(Label::firstDeparture, Comparator.reverseOrder()));
        Set<Integer> settled = new HashSet<>();
        await(queue, question.from(), start, 0, Integer.MAX_VALUE);
        while (!queue.isEmpty()) {
            Label label = queue.poll();
            if (label.vertex() == GOAL) {
                return Optional.of(new Answer(label.minute(), label.rides(), label.firstDeparture()));
            }
            if (!settled.add(label.vertex())) {
                continue;
            }
            int number = label.vertex() / 2;
            if (departures.all.get(number).minute() >= end) {
                continue;
            }
            if (label.vertex() % 2 == 0) {
                board(queue, question, label, number);
            } else {
                ride(queue, question, label, number);
            }
        }
        return Optional.empty();
    }

    private void await(PriorityQueue<Label> queue, String node, int ready, int rides, int firstDeparture) {
        int number = departures.firstAt(node, ready);
        if (number >= 0) {
            queue.add(new Label(departures.all.get(number).minute(), rides, firstDeparture, 2 * number));
        }
    }

    private void board(PriorityQueue<Label> queue, Question question, Label label, int number) {
        int next = departures.nextAtSameNode(number);
        if (next >= 0) {
            queue.add(new Label(departures.all.get(next).minute(), label.rides(), label.firstDeparture(), 2 * next));
        }
        Departure departure = departures.all.get(number);
        if (label.rides() < ridesMax && carries(departure, question) && openAt(departure.from(), departure.minute())) {
            int first = label.rides() == 0 ? departure.minute() : label.firstDeparture();
            queue.add(new Label(departure.minute(), label.rides() + 1, first, 2 * number + 1));
        }
    }

    private void ride(PriorityQueue<Label> queue, Question question, Label label, int number) {
        Departure departure = departures.all.get(number);
        int next = number + 1;
        if (!departure.lastRide() && carries(departures.all.get(next), question)) {
            queue.add(
                    new Label(departures.all.get(next).minute(), label.rides(), label.firstDeparture(), 2 * next + 1));
        }
        if (!mayStand(departure.to(), question)) {
            return;
        }
        Opening there = map.openings().get(departure.to());
        LocalTime sorted = there.sortCutOff() == null ? there.closes() : there.sortCutOff();
        int handled = open(there, departure.arrives(), sorted) + there.handlingMinutes();
        await(queue, departure.to(), handled, label.rides(), label.firstDeparture());
        if (departure.to().equals(question.to())) {
            reached(question, handled)
                    .ifPresent(minute -> queue.add(new Label(minute, label.rides(), label.firstDeparture(), GOAL)));
        }
    }

    /** When it can be collected; at a gateway, when the next carrier leaves with it. */
    private Optional<Integer> reached(Question question, int handled) {
        Opening there = map.openings().get(question.to());
        if (map.nodes().get(question.to()).tier() != Node.Tier.GATEWAY) {
            return Optional.of(open(there, handled, there.closes()));
        }
        Integer best = null;
        int today = Math.floorDiv(handled, DAY);
        for (Line carrier : carriers.getOrDefault(question.to(), List.of())) {
            for (int day = today - 3; day <= today + Timetable.HORIZON_DAYS; day++) {
                int leaves = day * DAY + carrier.stops().getFirst().departMinute();
                LocalDate date = LocalDate.ofEpochDay(day);
                if (leaves >= handled
                        && DatedDepartures.runs(carrier, date)
                        && carries(carrier, date, 0, question)
                        && openAt(question.to(), leaves)
                        && (best == null || leaves < best)) {
                    best = leaves;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    private boolean mayStand(String code, Question question) {
        Node node = map.nodes().get(code);
        return node.open() && node.holds().contains(question.load().storageClass());
    }

    private boolean carries(Departure departure, Question question) {
        return carries(departure.line(), departure.date(), departure.stop(), question);
    }

    private boolean carries(Line line, LocalDate date, int stop, Question question) {
        Room.Left left = room.left(line, date, stop);
        return line.carries().contains(question.load().storageClass())
                && question.load().weightGrams() <= left.weightGrams()
                && question.load().volumeCm3() <= left.volumeCm3()
                && question.load().pieces() <= left.pieces();
    }

    private boolean openAt(String node, int minute) {
        Opening opening = map.openings().get(node);
        return open(opening, minute, opening.closes()) == minute;
    }

    /** @return this minute when it lies on an opening day within opening and {@code last}, else the next opening */
    private static int open(Opening opening, int minute, LocalTime last) {
        int day = Math.floorDiv(minute, DAY);
        int ofDay = Math.floorMod(minute, DAY);
        if (opening.days().contains(weekday(day)) && ofDay <= last.toSecondOfDay() / 60) {
            return day * DAY + Math.max(ofDay, opening.opens().toSecondOfDay() / 60);
        }
        do {
            day++;
        } while (!opening.days().contains(weekday(day)));
        return day * DAY + opening.opens().toSecondOfDay() / 60;
    }

    private static DayOfWeek weekday(int day) {
        return LocalDate.ofEpochDay(day).getDayOfWeek();
    }

    static Instant instant(int minute) {
        LocalTime time = LocalTime.MIDNIGHT.plusMinutes(Math.floorMod(minute, DAY));
        return CountyTime.instant(LocalDate.ofEpochDay(Math.floorDiv(minute, DAY)), time);
    }
}
