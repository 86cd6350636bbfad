package org.cunlu.logistics.picking;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.Skus;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.PickRounds;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.picking.Confirming.Pick;
import org.cunlu.logistics.picking.Confirming.Picked;
import org.cunlu.logistics.picking.PickLine.State;
import org.cunlu.logistics.picking.WaveTable.Wave;

/** Picking for pages: the same deeds as at the API's doors, with the names of goods and places. */
@Singleton
class PickDesk implements PickRounds {
    /** Whoever picks on a page has no scanner with a name of its own. */
    private static final String SCANNER = "page";

    private final Waves waves;
    private final WaveTable table;
    private final PickLineTable lines;
    private final Taking taking;
    private final Confirming confirming;
    private final GivingBack givingBack;
    private final StockBook book;
    private final Workplaces workplaces;
    private final Network network;
    private final Skus skus;

    PickDesk(
            Waves waves,
            WaveTable table,
            PickLineTable lines,
            Taking taking,
            Confirming confirming,
            GivingBack givingBack,
            StockBook book,
            Workplaces workplaces,
            Network network,
            Skus skus) {
        this.waves = waves;
        this.table = table;
        this.lines = lines;
        this.taking = taking;
        this.confirming = confirming;
        this.givingBack = givingBack;
        this.book = book;
        this.workplaces = workplaces;
        this.network = network;
        this.skus = skus;
    }

    @Override
    public List<Due> due(Caller caller, String node) {
        return waves.due(caller, node).stream()
                .map(due -> new Due(
                        due.lineCode(),
                        due.serviceDate(),
                        name(due.nextNode()),
                        due.departsAt(),
                        due.cutOffAt(),
                        due.missed(),
                        due.parcels()))
                .toList();
    }

    @Override
    public String release(
            Caller caller,
            String node,
            @Nullable String lineCode,
            @Nullable LocalDate serviceDate,
            @Nullable String key) {
        return waves.release(caller, new Waves.Order(node, lineCode, serviceDate, null), key)
                .wave()
                .waveId();
    }

    @Override
    public Page<Round> rounds(Caller caller, String node, @Nullable String cursor, int limit) {
        workplaces.own(caller, node, "logistics.wave-look", Workplaces.HANDS);
        return Page.of(
                waves.told(table.at(node, cursor, limit + 1)).stream()
                        .map(this::round)
                        .toList(),
                limit,
                Round::waveId);
    }

    @Override
    public Round round(Caller caller, String waveId) {
        return round(waves.told(own(caller, waveId).waveId()));
    }

    private Wave own(Caller caller, String waveId) {
        return waves.own(caller, waveId, "logistics.wave-look");
    }

    private Round round(Waves.Told told) {
        Wave wave = told.wave();
        return new Round(
                wave.waveId(),
                wave.node(),
                name(wave.nextNode()),
                wave.departsAt(),
                wave.cutOffAt(),
                !wave.released(),
                told.parcels(),
                told.lines().getOrDefault(State.OPEN, 0L) + told.lines().getOrDefault(State.TAKEN, 0L),
                told.lines().values().stream().mapToLong(Long::longValue).sum());
    }

    @Override
    public List<Step> mine(Caller caller, String waveId) {
        Wave wave = own(caller, waveId);
        return steps(wave.node(), lines.takenBy(waveId, caller.accountId()));
    }

    @Override
    public void take(Caller caller, String waveId) {
        taking.take(caller, waves.own(caller, waveId, "logistics.pick"), null);
    }

    @Override
    public Ended fetched(Caller caller, String waveId, String lineId, Fetched fetched, String key) {
        own(caller, waveId);
        PickLine line = lines.find(lineId)
                .filter(found -> found.waveId().equals(waveId))
                .orElseThrow(ProblemException::notFound);
        checkScanned(line, fetched);
        if (fetched.found() < line.pieces() && fetched.why() == null) {
            throw ProblemException.invalid("why", "why-missing", "少拣请说明原因 · Say why there are fewer");
        }
        return ended(
                line,
                confirming.confirm(
                        caller,
                        lineId,
                        new Pick(
                                SCANNER,
                                key,
                                fetched.found(),
                                fetched.lotCode(),
                                null,
                                fetched.bin(),
                                fetched.found() < line.pieces() ? fetched.why() : null)));
    }

    /** A scan proves that he stands before the right goods; what he took in place of them he names. */
    private static void checkScanned(PickLine line, Fetched fetched) {
        if (fetched.scanned() == null) {
            return;
        }
        String scanned = fetched.scanned().toUpperCase(Locale.ROOT);
        boolean right = Stream.of(line.skuCode(), line.lotCode(), line.bin(), fetched.lotCode(), fetched.bin())
                .filter(Objects::nonNull)
                .anyMatch(scanned::equals);
        if (!right) {
            throw ProblemException.of(
                    409,
                    "other-goods",
                    "扫到的不是这一行的货 · What was scanned is not of this line",
                    "核对库位和批次，再扫一次 · Check bin and lot, and scan again");
        }
    }

    private static Ended ended(PickLine line, Picked picked) {
        if (picked.state() == State.CANCELLED) {
            return Ended.CANCELLED;
        }
        if (picked.parcelWithdrawn()) {
            return Ended.WITHDRAWN;
        }
        if (picked.goesWithout() > 0) {
            return Ended.WITHOUT;
        }
        return picked.found() < line.pieces() ? Ended.ELSEWHERE : Ended.ALL;
    }

    @Override
    public Page<Step> toPutBack(Caller caller, String node, @Nullable String cursor, int limit) {
        Page<PickLine> page = givingBack.stranded(caller, node, cursor, limit);
        return new Page<>(steps(node, page.items()), page.next());
    }

    @Override
    public void giveBack(Caller caller, String lineId, @Nullable String bin, @Nullable String key) {
        givingBack.giveBack(caller, lineId, new GivingBack.Return(bin), key);
    }

    private List<Step> steps(String node, Collection<PickLine> some) {
        var codes = some.stream().map(PickLine::skuCode).collect(Collectors.toSet());
        Map<String, Sku> goods = skus.find(codes);
        var last = new HashMap<String, LocalDate>();
        book.look(node, codes).forEach(each -> {
            if (each.expiresOn() != null) {
                last.put(each.part().skuCode() + " " + each.part().lotCode(), each.expiresOn());
            }
        });
        return some.stream()
                .map(line -> new Step(
                        line.lineId(),
                        line.barcode(),
                        line.skuCode(),
                        goods.containsKey(line.skuCode())
                                ? goods.get(line.skuCode()).name()
                                : line.skuCode(),
                        line.found() == null ? line.pieces() : line.found(),
                        blankToNull(line.lotCode()),
                        last.get(line.skuCode() + " " + line.lotCode()),
                        blankToNull(line.bin()),
                        line.chosen()))
                .toList();
    }

    private @Nullable String name(@Nullable String node) {
        return node == null ? null : network.node(node).map(Node::name).orElse(node);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
