package org.cunlu.logistics.picking;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Bins;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.ParcelsToPack;
import org.cunlu.logistics.ParcelsToPack.Content;
import org.cunlu.logistics.ParcelsToPack.ToPack;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.Standing;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.picking.PickLine.State;
import org.cunlu.logistics.picking.WaveTable.Wave;

/** What must be picked for which departure; released as a wave. */
@Singleton
class Waves {
    /** Parcels of a node that are looked at, by departure. */
    private static final int LOOK_MAX = 20_000;

    /** Bins that are in no register come last. */
    private static final int WALK_LAST = 1_000_001;

    private final WaveTable table;
    private final PickLineTable lines;
    private final ParcelsToPack parcels;
    private final StockBook book;
    private final Bins bins;
    private final Workplaces workplaces;
    private final Idempotency idempotency;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;
    private final Duration pickBefore;

    /** @param pickBefore how long before its departure all must be picked and packed */
    Waves(
            WaveTable table,
            PickLineTable lines,
            ParcelsToPack parcels,
            StockBook book,
            Bins bins,
            Workplaces workplaces,
            Idempotency idempotency,
            Trail trail,
            Ids ids,
            Clock clock,
            @Value("${cunlu.logistics.pick-before:45m}") Duration pickBefore) {
        this.table = table;
        this.lines = lines;
        this.parcels = parcels;
        this.book = book;
        this.bins = bins;
        this.workplaces = workplaces;
        this.idempotency = idempotency;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
        this.pickBefore = pickBefore;
    }

    /** Parcels that wait for a wave. @param cutOffAt now, where there is no departure @param missed whether that is over */
    @Serdeable
    record Due(
            @Nullable String lineCode,
            @Nullable LocalDate serviceDate,
            @Nullable String nextNode,
            @Nullable Instant departsAt,
            Instant cutOffAt,
            boolean missed,
            int parcels) {}

    /** @param lineCode null, with the date, for what is collected where it stands @param max parcels; 1,000 unless told */
    @Serdeable
    record Order(
            @NotNull @Size(max = 32) String node,
            @Nullable @Size(max = 32) String lineCode,
            @Nullable LocalDate serviceDate,
            @Nullable @Positive @Max(5000) Integer max) {}

    @Serdeable
    record Cancellation(@NotNull @Size(min = 1, max = 200) String reason) {}

    /** @param lines by their state @param done whether nothing is left to be picked */
    @Serdeable
    record Told(Wave wave, long parcels, Map<State, Long> lines, boolean done) {}

    /** Departures for which parcels wait, the earliest cut-off first. */
    List<Due> due(Caller caller, String nodeCode) {
        Node node = workplaces.own(caller, nodeCode, "logistics.wave-look", Workplaces.HANDS);
        Instant now = clock.instant();
        return waiting(node).entrySet().stream()
                .map(group -> {
                    Departure departure = group.getKey();
                    Instant cutOff = cutOff(departure, now);
                    return new Due(
                            departure.lineCode(),
                            departure.serviceDate(),
                            departure.nextNode(),
                            departure.departsAt(),
                            cutOff,
                            cutOff.isBefore(now),
                            group.getValue().size());
                })
                .sorted(Comparator.comparing(Due::cutOffAt))
                .toList();
    }

    private Instant cutOff(Departure departure, Instant now) {
        return departure.departsAt() == null ? now : departure.departsAt().minus(pickBefore);
    }

    private Map<Departure, List<ToPack>> waiting(Node node) {
        var all = parcels.at(node.code(), LOOK_MAX);
        var live = table.live(all.stream().map(ToPack::barcode).toList());
        return all.stream()
                .filter(each -> !live.contains(each.barcode()))
                .collect(Collectors.groupingBy(
                        each -> Departure.of(each.leg()), LinkedHashMap::new, Collectors.toList()));
    }

    /** Takes what waits for one departure; rivals never take the same parcel. */
    Told release(Caller caller, Order order, @Nullable String key) {
        Node node = workplaces.own(caller, order.node(), "logistics.wave-release", Workplaces.HANDS);
        return idempotency.once(caller.accountId(), "logistics.wave-release", key, order, Told.class, () -> {
            Instant now = clock.instant();
            var group = waiting(node).entrySet().stream()
                    .filter(each -> Objects.equals(each.getKey().lineCode(), order.lineCode())
                            && Objects.equals(each.getKey().serviceDate(), order.serviceDate()))
                    .min(Comparator.comparing(each -> cutOff(each.getKey(), now)))
                    .orElseThrow(Waves::nothingDue);
            Departure departure = group.getKey();
            var wave = new Wave(
                    ids.next(),
                    node.countyCode(),
                    node.code(),
                    departure.lineCode(),
                    departure.serviceDate(),
                    departure.nextNode(),
                    departure.departsAt(),
                    cutOff(departure, now),
                    "RELEASED",
                    now);
            table.insert(wave, caller.accountId());
            int max = order.max() == null ? 1000 : order.max();
            var mine = table.insert(wave, group.getValue().stream().limit(max).toList());
            if (mine.isEmpty()) {
                throw nothingDue();
            }
            lines.insert(plan(wave, mine));
            trail.record(caller.accountId(), "logistics.wave-release", wave.waveId(), null, mine.size() + " parcels");
            return told(wave.waveId());
        });
    }

    private static ProblemException nothingDue() {
        return ProblemException.of(409, "nothing-due", "没有等待此班次的包裹 · No parcel waits for this departure", null);
    }

    /** Which bin a line will lead to is only thought here, for the order of the walk; the lot is chosen when it is taken. */
    private List<PickLine> plan(Wave wave, List<ToPack> mine) {
        var byBarcode = mine.stream().collect(Collectors.toMap(ToPack::barcode, ToPack::orderId));
        var aside = lines.aside(byBarcode.values());
        var contents = parcels.contents(byBarcode.keySet()).stream()
                .sorted(Comparator.comparing(Content::skuCode).thenComparing(Content::barcode))
                .toList();
        var standing = new HashMap<SkuAtNode, List<Standing>>();
        book.look(wave.node(), contents.stream().map(Content::skuCode).toList())
                .forEach(each -> standing.computeIfAbsent(each.part().key(), _ -> new ArrayList<>())
                        .add(each));
        var walk = bins.walk(wave.node());
        var planned = new ArrayList<PickLine>();
        for (Content content : contents) {
            String orderId = byBarcode.get(content.barcode());
            long pieces = content.pieces() - aside.getOrDefault(orderId + " " + content.skuCode(), 0L);
            if (pieces > 0) {
                var key = new SkuAtNode(content.skuCode(), wave.node());
                String bin = bin(standing.getOrDefault(key, List.of()), key, pieces);
                planned.add(new PickLine(
                        ids.next(),
                        wave.waveId(),
                        wave.countyCode(),
                        wave.node(),
                        content.barcode(),
                        orderId,
                        content.skuCode(),
                        pieces,
                        State.OPEN,
                        walk.getOrDefault(bin, WALK_LAST),
                        bin,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
            }
        }
        return planned;
    }

    private String bin(List<Standing> standing, SkuAtNode key, long pieces) {
        var out = book.upTo(standing, key, pieces);
        Map<StockPart, Long> gone = out.stream().collect(Collectors.toMap(Change::part, Change::pieces));
        standing.replaceAll(each -> each.with(each.pieces() - gone.getOrDefault(each.part(), 0L)));
        return out.isEmpty() ? "" : out.getFirst().part().bin();
    }

    /** What is not picked is not picked any more; what was taken goes back in the books, what was picked waits to be packed. */
    Told cancel(Caller caller, String waveId, Cancellation cancellation, @Nullable String key) {
        Wave wave = own(caller, waveId, "logistics.wave-cancel");
        String operation = "logistics.wave-cancel:" + waveId;
        return idempotency.once(caller.accountId(), operation, key, cancellation, Told.class, () -> {
            if (!table.cancel(waveId, caller.accountId(), clock.instant(), cancellation.reason())) {
                throw ProblemException.of(409, "wave-over", "波次已取消 · The wave was cancelled before", null);
            }
            var left = lines.lockOf(waveId);
            var taken =
                    left.stream().filter(line -> line.state() == State.TAKEN).toList();
            lines.back(
                    left.stream()
                            .filter(line -> line.state() == State.OPEN)
                            .map(PickLine::lineId)
                            .toList(),
                    State.OPEN,
                    State.CANCELLED);
            lines.back(taken.stream().map(PickLine::lineId).toList(), State.TAKEN, State.CANCELLED);
            var changes = taken.stream()
                    .filter(PickLine::chosen)
                    .flatMap(line -> Shelving.back(line, line.pieces(), null).stream())
                    .toList();
            trail.record(
                    caller.accountId(), "logistics.wave-cancel", waveId, wave.state(), left.size() + " lines left");
            if (!changes.isEmpty()) {
                book.post(Shelving.putBack(wave.countyCode(), wave.node(), caller.accountId(), waveId), changes);
            }
            return told(waveId);
        });
    }

    Wave own(Caller caller, String waveId, String act) {
        Wave wave = table.find(waveId).orElseThrow(ProblemException::notFound);
        workplaces.own(caller, wave.node(), act, Workplaces.HANDS);
        return wave;
    }

    Told told(String waveId) {
        return told(List.of(table.find(waveId).orElseThrow())).getFirst();
    }

    List<Told> told(List<Wave> waves) {
        var codes = waves.stream().map(Wave::waveId).toList();
        var sums = table.lines(codes);
        var holds = table.parcels(codes);
        return waves.stream()
                .map(wave -> {
                    var of = sums.getOrDefault(wave.waveId(), Map.of());
                    boolean done = !of.containsKey(State.OPEN) && !of.containsKey(State.TAKEN);
                    return new Told(wave, holds.getOrDefault(wave.waveId(), 0L), of, done);
                })
                .toList();
    }
}
