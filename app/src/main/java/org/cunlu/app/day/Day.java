package org.cunlu.app.day;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.cunlu.app.play.Api;
import org.cunlu.app.play.People;
import org.cunlu.app.play.Unplayable;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.time.CountyTime;

/**
 * A whole day of the county through its API. Time goes from one quarter of an hour to the next in which something happens
 * by the timetable: the clock is moved there, then everybody does what was to be done until then, each scan with the time
 * at which it was made, sent as scanners in the mountains send it, in batches. No scan is made before its time.
 */
public final class Day {
    private static final int BUYERS = 60;
    private static final LocalTime BEGINS = LocalTime.of(6, 45);
    private static final long QUARTER = Duration.ofMinutes(15).toSeconds();
    /** A little after the quarter, so that what leaves on it has left. */
    private static final long AFTER = 30;

    private static final int DAYS_MAX = 6;
    private static final String STATEMENTS = "cunlu_sql_statements_total";

    private final Api api;
    private final People people;
    private final DaySize size;
    private final Consumer<String> told;
    private final Map<String, Long> nanos = new LinkedHashMap<>();
    private final List<Piece> pieces = new ArrayList<>();
    private int overflowed;

    private County county;
    private DayClock clock;
    private Scanner scanner;
    private Platform platform;
    private Collecting collecting;
    private Desk desk;
    private Driving driving;
    private Shopping shopping;
    private Packing packing;
    private Dispatching dispatching;
    private Instant start;

    public Day(Api api, People people, DaySize size, Consumer<String> told) {
        this.api = api;
        this.people = people;
        this.size = size;
        this.told = told;
    }

    public DayReport run() {
        int before = api.calls();
        long statements = api.counted(STATEMENTS);
        Instant begun = timed("准备：人员、商品、线路 · people, goods, lines", this::prepare);
        Deque<Errand> errands = new ArrayDeque<>(new Demand(county, size, BUYERS).draw());
        Instant midnight = CountyTime.instant(CountyTime.date(begun), LocalTime.MIDNIGHT);
        Instant last = midnight.plus(Duration.ofDays(DAYS_MAX));
        while (true) {
            Instant next = next(errands, midnight);
            if (next.isAfter(last)) {
                break;
            }
            step(quarter(next), errands, midnight);
        }
        timed("差异裁定 · differences decided", () -> new Deciding(api, people.of(Role.DISPATCHER)).decide());
        timed("等订单完成 · orders completed", () -> new Completion(api, pieces).await());
        int calls = api.calls() - before;
        long asked = since(statements);
        var bought = pieces.stream().map(piece -> piece.bought).toList();
        var timetable = new ByTheTimetable(county.lines())
                .held(OrderViews.of(api, bought).values());
        nanos.forEach((name, took) -> told.accept("%6.1f s  %s".formatted(took / 1e9, name)));
        return new Reporting(county, pieces, platform.all())
                .report(
                        begun,
                        clock.now(),
                        nanos,
                        scanner,
                        overflowed,
                        calls,
                        asked,
                        timetable,
                        size.mishaps(),
                        dispatching.compared());
    }

    /** @return SQL statements of the app since then; -1 when it does not tell */
    private long since(long before) {
        long now = api.counted(STATEMENTS);
        return before < 0 || now < before ? -1 : now - before;
    }

    private Instant prepare() {
        clock = new DayClock(api, people.of(Role.COUNTY_OPERATOR));
        county = County.read(api, people.of(Role.DISPATCHER));
        var crew = Crew.signedIn(api);
        var buyers = people.villagers(BUYERS);
        scanner = new Scanner(api, crew, clock);
        platform = new Platform(county);
        collecting = new Collecting(api, scanner, county);
        desk = new Desk(api, crew, scanner, county, platform, collecting);
        driving = new Driving(scanner, platform, new Receiving(scanner, county, desk));
        shopping = new Shopping(api, buyers);
        packing = new Packing(api, scanner, county, size);
        dispatching = new Dispatching(api, people.of(Role.DISPATCHER), county, platform);
        Instant now = clock.now();
        Instant begins = CountyTime.instant(CountyTime.date(now), BEGINS);
        start = begins.isAfter(now) ? begins : begins.plus(Duration.ofDays(1));
        clock.moveTo(start);
        return start;
    }

    private Instant next(Deque<Errand> errands, Instant midnight) {
        Instant shop = errands.isEmpty() ? Instant.MAX : comes(errands.getFirst(), midnight);
        return Stream.of(
                        shop,
                        platform.next(),
                        collecting.next(),
                        desk.nextFind(),
                        driving.nextKept(),
                        dispatching.next())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static Instant comes(Errand errand, Instant midnight) {
        return midnight.plus(Duration.ofMinutes(errand.minute()));
    }

    /** @return the next quarter of an hour at which this is over */
    private Instant quarter(Instant next) {
        Instant from = next.isBefore(clock.now()) ? clock.now() : next;
        long seconds = from.getEpochSecond() - AFTER;
        long quarters = Math.ceilDiv(seconds, QUARTER);
        return Instant.ofEpochSecond(quarters * QUARTER + AFTER);
    }

    private void step(Instant until, Deque<Errand> errands, Instant midnight) {
        timed("拨钟 · the clock moved", () -> {
            clock.moveTo(until);
            return null;
        });
        timed("排线 · tours planned", () -> {
            dispatching.plan(until, start, pieces).forEach(desk::byList);
            desk.readLists();
            return null;
        });
        timed("发车、到站、分拣 · departures, arrivals, sorting", () -> {
            Together.each(platform.due(until), trip -> {
                driving.drive(trip, until);
                return trip;
            });
            driving.sendKept(until);
            desk.find(until);
            desk.toCarrier(clock.now());
            var left = driving.leftBehind();
            overflowed += (int)
                    left.stream().filter(piece -> piece.mishap != Mishap.MISSED).count();
            left.forEach(desk::byList);
            desk.readLists();
            return null;
        });
        timed("取件 · collected", () -> {
            collecting.visit(clock.now()).forEach(desk::byList);
            desk.readLists();
            return null;
        });
        var now = new ArrayList<Errand>();
        while (!errands.isEmpty() && !comes(errands.getFirst(), midnight).isAfter(until)) {
            now.add(errands.removeFirst());
        }
        if (!now.isEmpty()) {
            var bought = timed("下单付款 · orders and payments", () -> shopping.shop(now));
            timed("打包 · packing", () -> {
                pack(bought);
                return null;
            });
        }
        desk.lookAgain();
    }

    private void pack(List<Bought> bought) {
        packing.pack(bought, clock).forEach(packed -> {
            Piece piece = packed.piece();
            pieces.add(piece);
            if (packed.state().equals("READY")) {
                collecting.ready(piece, clock.now());
            } else {
                desk.sendOn(piece, clock.now());
            }
        });
    }

    private <T> T timed(String name, Supplier<T> work) {
        long begun = System.nanoTime();
        try {
            return work.get();
        } catch (Unplayable e) {
            throw new Unplayable(
                    name + ", " + CountyTime.at(clock == null ? Instant.EPOCH : clock.now()) + ": " + e.getMessage(),
                    e);
        } finally {
            nanos.merge(name, System.nanoTime() - begun, Long::sum);
        }
    }
}
