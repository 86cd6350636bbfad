package org.cunlu.app.day;

import io.micronaut.json.tree.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.app.day.Piece.Hop;
import org.cunlu.app.play.Api;
import org.cunlu.app.play.Dispatcher;
import org.cunlu.app.play.Dispatcher.Draft;
import org.cunlu.app.play.Dispatcher.Found;
import org.cunlu.app.play.Dispatcher.Published;
import org.cunlu.app.play.Outcome;
import org.cunlu.app.play.Person;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Line;

/**
 * Before the vans of the hub and of the township stations leave, their day is planned: what would ride with them by the timetable goes
 * by tours instead, which bring and fetch in one trip. What the plan leaves to the timetable goes by that.
 */
final class Dispatching {
    private static final String TOUR = "TOUR.";
    private static final int MINUTE = 60;

    private final Api api;
    private final Person person;
    private final Dispatcher dispatcher;
    private final County county;
    private final Platform platform;
    private final Set<Planned> planned = new HashSet<>();
    private final List<Published> published = new ArrayList<>();

    /** Depots whose vans are planned together. */
    private enum Tier {
        /** Before its vans leave in the night. */
        HUB(LocalTime.of(4, 30), 3),
        /** When what the hub's vans brought is there or on its way, and before their own leave. */
        TOWNSHIP(LocalTime.of(7, 15), 1);

        private final LocalTime plansAt;
        private final int seconds;

        Tier(LocalTime plansAt, int seconds) {
            this.plansAt = plansAt;
            this.seconds = seconds;
        }
    }

    private record Planned(Tier tier, LocalDate day) {}

    Dispatching(Api api, Person person, County county, Platform platform) {
        this.api = api;
        this.person = person;
        this.dispatcher = new Dispatcher(api, person);
        this.county = county;
        this.platform = platform;
    }

    /** @return when depots are planned next whose vans are waited for; {@link Instant#MAX} when none are */
    Instant next() {
        return Stream.of(Tier.values())
                .map(this::next)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private Instant next(Tier tier) {
        Instant waited = platform.next(line -> tier.equals(tier(line)));
        if (waited.equals(Instant.MAX)) {
            return waited;
        }
        LocalDate day = CountyTime.date(waited);
        Instant at = CountyTime.instant(day, tier.plansAt);
        return planned.contains(new Planned(tier, day)) || at.isAfter(waited) ? Instant.MAX : at;
    }

    /** @return whose vans drive a line of the timetable; null for buses, and for tours, which are planned already */
    private Tier tier(Line line) {
        if (line.mode() != Line.Mode.VAN || line.code().startsWith(TOUR)) {
            return null;
        }
        List<String> nodes = line.stops().stream().map(Line.Stop::nodeCode).toList();
        if (nodes.contains(county.hub())) {
            return Tier.HUB;
        }
        return nodes.stream().map(County::township).distinct().count() == 1 ? Tier.TOWNSHIP : null;
    }

    private String depot(Line line) {
        return tier(line) == Tier.HUB
                ? county.hub()
                : County.township(line.stops().getFirst().nodeCode());
    }

    /** Plans the day where it is time. @param pieces all parcels of the day @return those that go by the station's list now */
    List<Piece> plan(Instant now, Instant begun, Collection<Piece> pieces) {
        var byList = new ArrayList<Piece>();
        for (Tier tier : Tier.values()) {
            LocalDate day = CountyTime.date(now);
            Instant at = CountyTime.instant(day, tier.plansAt);
            if (!now.isBefore(at) && !at.isBefore(begun) && planned.add(new Planned(tier, day))) {
                byList.addAll(plan(tier, day, pieces));
            }
        }
        return byList;
    }

    private List<Piece> plan(Tier tier, LocalDate day, Collection<Piece> pieces) {
        var drafts = new ArrayList<Draft>();
        for (String depot : depots(tier, day)) {
            dispatcher.begin(depot, day, tier.seconds).ifPresent(drafts::add);
        }
        List<Found> found = drafts.stream()
                .map(dispatcher::found)
                .filter(each -> !each.vans().isEmpty())
                .toList();
        return found.isEmpty() ? List.of() : drive(found, day, pieces);
    }

    private Set<String> depots(Tier tier, LocalDate day) {
        return tier == Tier.HUB
                ? Set.of(county.hub())
                : platform.waitedFor(day, line -> tier.equals(tier(line))).stream()
                        .map(this::depot)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<Piece> drive(List<Found> found, LocalDate day, Collection<Piece> pieces) {
        var boards = new HashMap<String, List<Board>>();
        found.forEach(each -> publish(each, day)
                .forEach((barcode, some) -> boards.computeIfAbsent(barcode, key -> new ArrayList<>())
                        .addAll(some)));
        Set<String> depots = found.stream().map(each -> each.draft().depot()).collect(Collectors.toSet());
        BiFunction<Piece, Hop, Hop> instead =
                (piece, hop) -> ride(boards, piece, hop).orElse(unnamed(hop, depots, day) ? null : hop);
        pieces.forEach(piece -> piece.goesBy(hop -> instead.apply(piece, hop)));
        return platform.again(instead);
    }

    /** @return by barcode where parcels board the runs of a plan */
    private Map<String, List<Board>> publish(Found found, LocalDate day) {
        Published plan = dispatcher.publish(found, Map.of());
        published.add(plan);
        var boards = new HashMap<String, List<Board>>();
        for (int i = 0; i < plan.runs().size(); i++) {
            String run = plan.runs().get(i);
            JsonNode sheet = api.get(person, "/api/dispatch/trips/" + run);
            Line line = line(run, sheet, day, room(found.sheet(), plan.vans().get(i)));
            county.lines().put(line.code(), line);
            boards(new Trip(line, day), sheet)
                    .forEach((barcode, board) -> boards.computeIfAbsent(barcode, key -> new ArrayList<>())
                            .add(board));
        }
        return boards;
    }

    /**
     * What was to ride with one of these depots' vans and is not named by a sheet: it is yet to come by what is known of it, or it is left
     * to the timetable. The station's list tells.
     */
    private boolean unnamed(Hop hop, Set<String> depots, LocalDate day) {
        Line line = county.lines().get(hop.line());
        return tier(line) != null
                && depots.contains(depot(line))
                && CountyTime.date(hop.departs()).equals(day);
    }

    /** Where somebody boards a run. */
    private record Board(Trip trip, int stop) {
        Hop ride(Hop instead) {
            int to = trip.alight(stop, instead.to());
            return new Hop(instead.from(), instead.to(), trip.line().code(), trip.departs(stop), trip.arrives(to));
        }
    }

    /** @return empty where no tour takes it straight there: it may go by way of the depot, as the station's list tells */
    private static Optional<Hop> ride(Map<String, List<Board>> boards, Piece piece, Hop hop) {
        return boards.getOrDefault(piece.barcode, List.of()).stream()
                .filter(board -> board.trip().node(board.stop()).equals(hop.from()))
                .filter(board -> board.trip().goes(board.stop(), hop.to()))
                .findFirst()
                .map(board -> board.ride(hop));
    }

    private static JsonNode room(JsonNode sheet, String van) {
        return Api.list(sheet.get("vans")).stream()
                .filter(each -> van.equals(each.get("code").getStringValue()))
                .findFirst()
                .orElseThrow()
                .get("capacity");
    }

    /** A run as if it were a line of the timetable, to the minute in which it is at a stop at the latest. */
    private static Line line(String run, JsonNode sheet, LocalDate day, JsonNode room) {
        var stops = new ArrayList<Line.Stop>();
        int before = 0;
        for (JsonNode stop : sheet.get("stops").values()) {
            int arrives = Math.max(before, minute(stop, "arrivesAt", day));
            before = Math.max(arrives, minute(stop, "departsAt", day));
            stops.add(new Line.Stop(County.text(stop, "node"), arrives, before));
        }
        return new Line(
                run.substring(0, run.lastIndexOf('/')),
                run,
                null,
                Line.Mode.VAN,
                EnumSet.of(day.getDayOfWeek()),
                day,
                day,
                room.get("grams").getLongValue(),
                room.get("dryCm3").getLongValue()
                        + room.get("chilledCm3").getLongValue()
                        + room.get("hazardousCm3").getLongValue(),
                stops);
    }

    private static int minute(JsonNode stop, String name, LocalDate day) {
        long seconds = Instant.parse(County.text(stop, name)).getEpochSecond()
                - CountyTime.instant(day, LocalTime.MIDNIGHT).getEpochSecond();
        return Math.toIntExact(Math.ceilDiv(seconds, MINUTE));
    }

    /** @return by barcode where a parcel that is not in a bag yet boards this run */
    private static Map<String, Board> boards(Trip trip, JsonNode sheet) {
        List<JsonNode> stops = Api.list(sheet.get("stops"));
        var boards = new HashMap<String, Board>();
        for (int stop = 0; stop < stops.size(); stop++) {
            for (JsonNode item : stops.get(stop).get("collect").values()) {
                if (!item.get("bag").getBooleanValue()) {
                    boards.put(County.text(item, "number"), new Board(trip, stop));
                }
            }
        }
        return boards;
    }

    /** @return what was planned beside what was driven */
    List<Outcome.Tours> compared() {
        return published.stream().map(dispatcher::compared).toList();
    }
}
