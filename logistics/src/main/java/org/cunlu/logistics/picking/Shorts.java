package org.cunlu.logistics.picking;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.ParcelsToPack;
import org.cunlu.logistics.ParcelsToPack.Content;
import org.cunlu.logistics.PickRounds.Why;
import org.cunlu.logistics.PickedShort;
import org.cunlu.logistics.Rerouting;
import org.cunlu.logistics.SlipReason;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.StockAdjustments;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.Standing;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.picking.Confirming.Picked;
import org.cunlu.logistics.picking.PickLine.State;
import org.cunlu.logistics.picking.ShortTable.Shortage;

/**
 * Fewer were found than the books say. Another lot or bin makes up for it, else the order goes without; what the books had there is
 * kept apart and written off, within the limits of an adjustment at once, above them when another has signed.
 */
@Singleton
class Shorts {
    private static final String REASON = "拣货短少 · short pick of line ";

    private final ShortTable table;
    private final PickLineTable lines;
    private final Taking taking;
    private final WaveTable waves;
    private final ParcelsToPack parcels;
    private final Stock stock;
    private final StockBook book;
    private final StockAdjustments adjustments;
    private final Network network;
    private final Rerouting rerouting;
    private final Outbox outbox;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    Shorts(
            ShortTable table,
            PickLineTable lines,
            Taking taking,
            WaveTable waves,
            ParcelsToPack parcels,
            Stock stock,
            StockBook book,
            StockAdjustments adjustments,
            Network network,
            Rerouting rerouting,
            Outbox outbox,
            Trail trail,
            Ids ids,
            Clock clock) {
        this.table = table;
        this.lines = lines;
        this.taking = taking;
        this.waves = waves;
        this.parcels = parcels;
        this.stock = stock;
        this.book = book;
        this.adjustments = adjustments;
        this.network = network;
        this.rerouting = rerouting;
        this.outbox = outbox;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param line as it is kept, with the part that was looked into; its parcel is locked @param why null when nobody said */
    Picked open(PickLine line, long found, @Nullable Why why, String picker) {
        Instant now = clock.instant();
        long missing = line.pieces() - found;
        var standing = new ArrayList<>(book.lock(List.of(line.key())));
        // Whoever looked into this place found it empty: all that the books have there is missing.
        List<Standing> gone = standing.stream()
                .filter(each -> line.chosen() && each.part().equals(line.onShelf()))
                .toList();
        standing.removeAll(gone);
        var elsewhere = elsewhere(line, missing, standing, picker, now);
        long made = elsewhere.stream().mapToLong(PickLine::pieces).sum();
        long without = missing - made;
        if (without > 0 && stranded(line)) {
            throw ProblemException.of(
                    409, "put-back-first", "有取消订单拣出的同款货，请先放回 · Pieces of it wait to be put back: do that first", null);
        }
        boolean withdrawn = without > 0 && goWithout(line, without, picker, now);
        if (!withdrawn) {
            late(line, picker, now);
        }
        long lost = (line.chosen() ? missing : 0)
                + gone.stream().mapToLong(Standing::pieces).sum();
        String adjustment = lost == 0 ? null : writeOff(line, missing, gone, why, picker);
        table.insert(
                line,
                new Shortage(
                        ids.next(),
                        line.lineId(),
                        line.orderId(),
                        line.skuCode(),
                        missing,
                        made,
                        without,
                        lost,
                        adjustment,
                        picker,
                        now));
        trail.record(
                picker,
                "logistics.pick-short",
                line.lineId(),
                null,
                missing + " missing, " + without + " without" + (why == null ? "" : ": " + why));
        State state = found > 0 ? State.PICKED : State.SHORT;
        return new Picked(line.lineId(), state, found, elsewhere, without, withdrawn, adjustment);
    }

    private List<PickLine> elsewhere(PickLine line, long missing, List<Standing> standing, String picker, Instant now) {
        var fresh = line.taken(picker, now, null, missing, ids.next());
        var made = taking.parts(fresh, missing, standing, picker, now).stream()
                .filter(PickLine::chosen)
                .toList();
        if (!made.isEmpty()) {
            lines.insert(made);
            var changes = new ArrayList<Change>();
            made.forEach(each -> changes.addAll(Shelving.aside(each, each.onShelf(), each.pieces())));
            book.post(Shelving.aside(line.countyCode(), line.nodeCode(), picker, line.lineId()), changes);
        }
        return made;
    }

    /** @return whether pieces of it lie picked for orders that want them no more */
    private boolean stranded(PickLine line) {
        var picked = lines.pickedAt(line.nodeCode(), line.skuCode(), "", 100);
        var withdrawn = parcels.withdrawn(picked.stream().map(PickLine::barcode).toList());
        return picked.stream().anyMatch(each -> withdrawn.contains(each.barcode()));
    }

    private boolean goWithout(PickLine line, long pieces, String picker, Instant now) {
        if (!stock.goWithout(line.orderId(), line.key(), pieces)) {
            throw new IllegalStateException("order " + line.orderId() + " does not hold what is picked for it");
        }
        boolean withdrawn = parcels.without(line.barcode(), line.skuCode(), pieces, picker);
        long left = parcels.contents(List.of(line.barcode())).stream()
                .filter(each -> each.skuCode().equals(line.skuCode()))
                .mapToLong(Content::pieces)
                .sum();
        outbox.append(new PickedShort(
                line.lineId(),
                line.orderId(),
                line.barcode(),
                line.nodeCode(),
                line.skuCode(),
                pieces,
                left,
                withdrawn,
                now));
        return withdrawn;
    }

    /**
     * Missing pieces stand apart, on hold as far as no order holds them; the others until those orders are settled. So nobody is
     * sent to look for them again, and nothing that is not there is sold.
     */
    private @Nullable String writeOff(
            PickLine line, long missing, List<Standing> gone, @Nullable Why why, String picker) {
        long lost = missing + gone.stream().mapToLong(Standing::pieces).sum();
        StockPart apart = line.onShelf().in(StockPart.MISSING);
        StockPart onHold = apart.with(StockStatus.ON_HOLD);
        long held = Math.clamp(book.free(line.key()), 0, lost);
        var changes = new ArrayList<Change>();
        changes.add(new Change(line.inTote(), -missing));
        gone.stream()
                .filter(each -> each.pieces() > 0)
                .forEach(each -> changes.add(new Change(each.part(), -each.pieces())));
        add(changes, onHold, held);
        add(changes, apart, lost - held);
        book.post(Shelving.missing(line, picker), changes);
        var off = new ArrayList<Change>();
        add(off, onHold, -held);
        add(off, apart, -(lost - held));
        return adjustments
                .proposeLater(
                        network.node(line.nodeCode()).orElseThrow(), What.ADJUSTED, off, reason(line, why), picker)
                .adjustmentId();
    }

    private static String reason(PickLine line, @Nullable Why why) {
        String text = REASON + line.lineId();
        return why == null
                ? text
                : text
                        + switch (why) {
                            case NOT_THERE -> "：库位上没有 · not there";
                            case DAMAGED -> "：坏了 · damaged";
                            case SPOILT -> "：变质或过期 · spoilt";
                            case OTHER_GOODS -> "：放的是别的货 · other goods lie there";
                        };
    }

    /** What cannot make its departure any more for all the looking goes with another, and its promise tells why. */
    private void late(PickLine line, String picker, Instant now) {
        Instant cutOff = waves.find(line.waveId()).map(WaveTable.Wave::cutOffAt).orElse(now);
        if (cutOff.isBefore(now)) {
            rerouting.reroute(
                    List.of(line.barcode()),
                    new Rerouting.Cause(SlipReason.SHORT_PICK, "short:" + line.lineId(), picker));
        }
    }

    private static void add(List<Change> changes, StockPart part, long pieces) {
        if (pieces != 0) {
            changes.add(new Change(part, pieces));
        }
    }
}
