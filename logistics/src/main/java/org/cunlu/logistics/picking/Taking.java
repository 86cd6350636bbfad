package org.cunlu.logistics.picking;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.ParcelsToPack;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.Standing;
import org.cunlu.logistics.picking.PickLine.State;
import org.cunlu.logistics.picking.WaveTable.Wave;

/** A picker takes a list: lines that nobody else has, each with the lot that goes first now, set aside for its parcel. */
@Singleton
class Taking {
    static final int LINES_MAX = 100;
    private static final int LINES = 20;

    private final WaveTable waves;
    private final PickLineTable lines;
    private final ParcelsToPack parcels;
    private final StockBook book;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    Taking(
            WaveTable waves,
            PickLineTable lines,
            ParcelsToPack parcels,
            StockBook book,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        this.waves = waves;
        this.lines = lines;
        this.parcels = parcels;
        this.book = book;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /** @return what the picker has of this wave; when that is nothing, what he takes now; empty when nothing is left */
    List<PickLine> take(Caller picker, Wave known, @Nullable Integer max) {
        int limit = max == null ? LINES : Math.clamp(max, 1, LINES_MAX);
        transactions.run(() -> {
            Wave wave = waves.share(known.waveId()).filter(Wave::released).orElseThrow(Taking::over);
            if (lines.takenBy(wave.waveId(), picker.accountId()).isEmpty()) {
                choose(wave, alive(lines.lockOpen(wave.waveId(), limit)), picker.accountId());
            }
        });
        return lines.takenBy(known.waveId(), picker.accountId());
    }

    private static ProblemException over() {
        return ProblemException.of(409, "wave-over", "波次已取消 · The wave was cancelled", null);
    }

    /** Lines of parcels that were withdrawn or packed meanwhile are no work any more. */
    private List<PickLine> alive(List<PickLine> open) {
        var still = parcels.still(open.stream().map(PickLine::barcode).toList());
        lines.back(
                open.stream()
                        .filter(line -> !still.containsKey(line.barcode()))
                        .map(PickLine::lineId)
                        .toList(),
                State.OPEN,
                State.CANCELLED);
        return open.stream().filter(line -> still.containsKey(line.barcode())).toList();
    }

    private void choose(Wave wave, List<PickLine> open, String picker) {
        if (open.isEmpty()) {
            return;
        }
        var standing = new HashMap<SkuAtNode, List<Standing>>();
        var keys = open.stream().map(PickLine::key).distinct().toList();
        book.lock(keys)
                .forEach(each -> standing.computeIfAbsent(each.part().key(), _ -> new ArrayList<>())
                        .add(each));
        Instant now = clock.instant();
        var changes = new ArrayList<Change>();
        var more = new ArrayList<PickLine>();
        var counted = book.counted(keys);
        for (PickLine line : open) {
            if (counted.contains(line.skuCode())) {
                // It stays open until the count is done.
                continue;
            }
            var chosen = parts(line, line.pieces(), standing.getOrDefault(line.key(), List.of()), picker, now);
            if (!lines.take(chosen.getFirst())) {
                throw new IllegalStateException("a locked line was taken: " + line.lineId());
            }
            more.addAll(chosen.subList(1, chosen.size()));
            chosen.stream()
                    .filter(PickLine::chosen)
                    .forEach(each -> changes.addAll(Shelving.aside(each, each.onShelf(), each.pieces())));
        }
        lines.insert(more);
        if (!changes.isEmpty()) {
            book.post(Shelving.aside(wave.countyCode(), wave.node(), picker, wave.waveId()), changes);
        }
    }

    /**
     * Chooses the parts for so many pieces, and takes them off what stands.
     * @param standing of its SKU; changed
     * @return one line for each part, the first with the id of this one; without a part what the books know nothing of
     */
    List<PickLine> parts(PickLine line, long pieces, List<Standing> standing, String picker, Instant now) {
        var chosen = new ArrayList<PickLine>();
        long missing = pieces;
        for (Change change : book.upTo(standing, line.key(), pieces)) {
            chosen.add(line.taken(picker, now, change.part(), change.pieces(), id(line, chosen)));
            missing -= change.pieces();
            standing.replaceAll(
                    each -> each.part().equals(change.part()) ? each.with(each.pieces() - change.pieces()) : each);
        }
        if (missing > 0) {
            chosen.add(line.taken(picker, now, null, missing, id(line, chosen)));
        }
        return chosen;
    }

    private String id(PickLine line, List<PickLine> before) {
        return before.isEmpty() ? line.lineId() : ids.next();
    }
}
