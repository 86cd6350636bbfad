package org.cunlu.web.dispatch;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.cunlu.kernel.money.Fen;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.TourDesk;
import org.cunlu.web.Words;

/** Holds one plan against another of the same depot and day. */
@Singleton
public class Beside {
    private final PlanFacts facts;
    private final Names names;

    Beside(PlanFacts facts, Names names) {
        this.facts = facts;
        this.names = names;
    }

    /** @param difference of the second against the first */
    public record Line(String what, String one, String other, String difference) {}

    /** A stop that goes with another van. @param from and {@code to}: plates; empty where no tour has it */
    public record Moved(String stop, String from, String to) {}

    Map<String, Object> of(TourDesk.Plan one, TourDesk.Plan other, Words words) {
        if (!one.depot().equals(other.depot()) || !one.day().equals(other.day())) {
            throw ProblemException.notFound();
        }
        return Map.of(
                "one", facts.head(one, words),
                "other", facts.head(other, words),
                "lines", lines(one, other, words),
                "vans", vans(one, other),
                "moved", moved(one, other));
    }

    private static List<Line> lines(TourDesk.Plan one, TourDesk.Plan other, Words words) {
        return List.of(
                line(words.text("dispatch.cost"), one.costFen(), other.costFen(), Fen::text),
                line(words.text("dispatch.km"), one.metres(), other.metres(), Shown::km),
                line(
                        words.text("dispatch.tours"),
                        one.tours().size(),
                        other.tours().size(),
                        String::valueOf),
                line(
                        words.text("dispatch.stops"),
                        one.stops().size(),
                        other.stops().size(),
                        String::valueOf),
                line(
                        words.text("dispatch.leftout"),
                        one.leftOut().size(),
                        other.leftOut().size(),
                        String::valueOf),
                line(
                        words.text("dispatch.broken"),
                        one.broken().size(),
                        other.broken().size(),
                        String::valueOf));
    }

    private static Line line(String what, long one, long other, Function<Long, String> text) {
        long more = other - one;
        String sign = more > 0 ? "+" : more < 0 ? "−" : "";
        return new Line(what, text.apply(one), text.apply(other), sign + text.apply(Math.abs(more)));
    }

    private static List<Line> vans(TourDesk.Plan one, TourDesk.Plan other) {
        var codes = new TreeSet<String>();
        Stream.of(one, other).flatMap(plan -> plan.tours().stream()).forEach(tour -> codes.add(tour.van()));
        return codes.stream()
                .map(van -> line(plate(one, van), metres(one, van), metres(other, van), Shown::km))
                .toList();
    }

    private static long metres(TourDesk.Plan plan, String van) {
        return plan.tours().stream()
                .filter(tour -> tour.van().equals(van))
                .mapToLong(TourDesk.Tour::metres)
                .sum();
    }

    private static String plate(TourDesk.Plan plan, String van) {
        return van == null
                ? ""
                : plan.vans().stream()
                        .filter(each -> each.code().equals(van))
                        .map(TourDesk.Van::plate)
                        .findFirst()
                        .orElse(van);
    }

    private List<Moved> moved(TourDesk.Plan one, TourDesk.Plan other) {
        var moved = new ArrayList<Moved>();
        for (TourDesk.Stop stop : one.stops()) {
            String from = Hands.van(one, stop.id());
            String to = Hands.van(other, stop.id());
            if (!Objects.equals(from, to)) {
                moved.add(new Moved(names.ofStop(stop), plate(one, from), plate(other, to)));
            }
        }
        return moved;
    }
}
