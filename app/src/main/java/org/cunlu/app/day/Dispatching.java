package org.cunlu.app.day;

import io.micronaut.json.tree.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cunlu.app.day.Piece.Hop;
import org.cunlu.app.play.Api;
import org.cunlu.app.play.Dispatcher;
import org.cunlu.app.play.Dispatcher.Found;
import org.cunlu.app.play.Dispatcher.Published;
import org.cunlu.app.play.Outcome;
import org.cunlu.app.play.Person;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Line;

/**
 * Before the hub's vans leave, their day is planned: what would ride with them by the timetable goes by tours instead, which bring and
 * fetch in one trip. What the plan leaves to the timetable goes by that.
 */
final class Dispatching {
    private static final LocalTime PLANS_AT = LocalTime.of(4, 30);
    private static final int SECONDS = 3;
    private static final int MINUTE = 60;

    private final Api api;
    private final Person person;
    private final Dispatcher dispatcher;
    private final County county;
    private final Platform platform;
    private final Set<LocalDate> planned = new HashSet<>();
    private final List<Published> published = new ArrayList<>();

    Dispatching(Api api, Person person, County county, Platform platform) {
        this.api = api;
        this.person = person;
        this.dispatcher = new Dispatcher(api, person);
        this.county = county;
        this.platform = platform;
    }

    /** @return when the next day is planned on which the hub's vans are waited for; {@link Instant#MAX} when none is */
    Instant next() {
        Instant waited = platform.next(this::ofTheHub);
        if (waited.equals(Instant.MAX)) {
            return waited;
        }
        LocalDate day = CountyTime.date(waited);
        Instant at = CountyTime.instant(day, PLANS_AT);
        return planned.contains(day) || at.isAfter(waited) ? Instant.MAX : at;
    }

    private boolean ofTheHub(Line line) {
        return line.mode() == Line.Mode.VAN
                && !line.code().startsWith("TOUR.")
                && line.stops().stream().anyMatch(stop -> stop.nodeCode().equals(county.hub()));
    }

    /** Plans the day if it is time. @param pieces all parcels of the day */
    void plan(Instant now, Instant begun, Collection<Piece> pieces) {
        LocalDate day = CountyTime.date(now);
        Instant at = CountyTime.instant(day, PLANS_AT);
        if (now.isBefore(at) || at.isBefore(begun) || !planned.add(day)) {
            return;
        }
        dispatcher
                .begin(county.hub(), day, SECONDS)
                .map(dispatcher::found)
                .filter(found -> !found.vans().isEmpty())
                .ifPresent(found -> drive(found, day, pieces));
    }

    private void drive(Found found, LocalDate day, Collection<Piece> pieces) {
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
        platform.again((piece, hop) -> ride(boards, piece, hop).orElse(hop));
        pieces.forEach(piece ->
                piece.goesBy(hop -> ride(boards, piece, hop).orElse(stillComes(hop, day) ? null : hop)));
    }

    /** What is yet to come to the depot boards by the station's list: the plan's sheets do not name it before it is there. */
    private boolean stillComes(Hop hop, LocalDate day) {
        return ofTheHub(county.lines().get(hop.line()))
                && CountyTime.date(hop.departs()).equals(day);
    }

    /** Where somebody boards a run. */
    private record Board(Trip trip, int stop) {
        Hop ride(Hop instead) {
            int to = trip.alight(stop, instead.to());
            return new Hop(instead.from(), instead.to(), trip.line().code(), trip.departs(stop), trip.arrives(to));
        }
    }

    private static Optional<Hop> ride(Map<String, List<Board>> boards, Piece piece, Hop hop) {
        return boards.getOrDefault(piece.barcode, List.of()).stream()
                .filter(board -> board.trip().node(board.stop()).equals(hop.from()))
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
