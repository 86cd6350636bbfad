package org.cunlu.logistics.picking;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.ParcelsToPack;
import org.cunlu.logistics.PickRounds.Why;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.Standing;
import org.cunlu.logistics.StockOwner;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.picking.PickLine.State;

/** A picker says what he holds in his hands: line by line, by his scanner's own id. */
@Singleton
class Confirming {
    private final PickLineTable lines;
    private final Shorts shorts;
    private final ParcelsToPack parcels;
    private final StockBook book;
    private final Workplaces workplaces;
    private final Idempotency idempotency;
    private final Clock clock;

    Confirming(
            PickLineTable lines,
            Shorts shorts,
            ParcelsToPack parcels,
            StockBook book,
            Workplaces workplaces,
            Idempotency idempotency,
            Clock clock) {
        this.lines = lines;
        this.shorts = shorts;
        this.parcels = parcels;
        this.book = book;
        this.workplaces = workplaces;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /**
     * What was picked of a line.
     * @param scanId the scanner's own, 8 to 64 visible ASCII characters: the same again has no second effect
     * @param found pieces, up to those asked for; fewer is a short pick
     * @param lotCode of what was taken in place of what the line says; null for what it says
     * @param owner as above; null for our own
     * @param bin as above; null for the line's
     * @param why fewer were found; whoever signs for what is missing reads it
     */
    @Serdeable
    record Pick(
            @NotNull @Pattern(regexp = "[A-Za-z0-9._-]{1,32}")
            String scanner,

            @NotNull @Pattern(regexp = "[\\x21-\\x7e]{8,64}")
            String scanId,

            @NotNull @PositiveOrZero Long found,
            @Nullable @Pattern(regexp = "[A-Z0-9._-]{1,32}") String lotCode,
            @Nullable @Pattern(regexp = StockOwner.PATTERN) String owner,

            @Nullable @Pattern(regexp = "[A-Z0-9._][A-Z0-9._-]{0,23}")
            String bin,

            @Nullable Why why) {
        boolean names() {
            return lotCode != null || owner != null || bin != null;
        }
    }

    /**
     * How it ended.
     * @param state CANCELLED when its parcel was withdrawn: what was taken goes back
     * @param elsewhere lines that make up for what was not found, for the same picker
     * @param goesWithout pieces that the parcel goes without
     * @param parcelWithdrawn whether nothing is left in it
     * @param adjustmentId of what is written off; null when nothing is
     */
    @Serdeable
    record Picked(
            String lineId,
            State state,
            long found,
            List<PickLine> elsewhere,
            long goesWithout,
            boolean parcelWithdrawn,
            @Nullable String adjustmentId) {
        static Picked plain(PickLine line, State state, long found) {
            return new Picked(line.lineId(), state, found, List.of(), 0, false, null);
        }
    }

    Picked confirm(Caller caller, String lineId, Pick pick) {
        PickLine known = lines.find(lineId).orElseThrow(ProblemException::notFound);
        workplaces.own(caller, known.nodeCode(), "logistics.pick", Workplaces.HANDS);
        String operation = "logistics.pick:" + pick.scanner();
        return idempotency.once(
                caller.accountId(),
                operation,
                pick.scanId(),
                List.of(lineId, pick),
                Picked.class,
                () -> confirm(caller.accountId(), known.barcode(), lineId, pick));
    }

    /** The parcel is locked before its lines, as packing does. */
    private Picked confirm(String picker, String barcode, String lineId, Pick pick) {
        boolean wanted = parcels.lock(barcode);
        PickLine line = lines.lock(lineId)
                .filter(found -> found.state() == State.TAKEN && picker.equals(found.picker()))
                .orElseThrow(() -> ProblemException.of(
                        409, "line-not-yours", "此行不在您手上 · You have not taken this line, or it is over", null));
        if (pick.found() > line.pieces()) {
            throw ProblemException.invalid("found", "more-than-asked", "多于应拣数量 · More than was asked for");
        }
        if (!wanted) {
            return cancelled(line, picker);
        }
        PickLine real = pick.names() ? named(line, pick, picker) : line;
        if (pick.found() > 0 && !real.chosen()) {
            throw ProblemException.invalid(
                    "lotCode", "place-missing", "账上没有可拣的货，请填批次和库位 · The books know of none: say which lot and bin");
        }
        checkMayGo(real, pick);
        State state = pick.found() > 0 ? State.PICKED : State.SHORT;
        if (!lines.picked(real, state, pick.found(), clock.instant(), pick.scanner())) {
            throw new IllegalStateException("a locked line changed: " + lineId);
        }
        return pick.found() == line.pieces()
                ? Picked.plain(line, state, pick.found())
                : shorts.open(real, pick.found(), pick.why(), picker);
    }

    private Picked cancelled(PickLine line, String picker) {
        lines.back(List.of(line.lineId()), State.TAKEN, State.CANCELLED);
        if (line.chosen()) {
            book.post(
                    Shelving.putBack(line.countyCode(), line.nodeCode(), picker, line.lineId()),
                    Shelving.back(line, line.pieces(), null));
        }
        return Picked.plain(line, State.CANCELLED, 0);
    }

    /** Midnight may have passed, or a recall come, since the lot was chosen. */
    private void checkMayGo(PickLine line, Pick pick) {
        if (pick.found() == 0) {
            return;
        }
        boolean may = book.lock(List.of(line.key())).stream()
                .filter(each -> each.part().equals(line.inTote()))
                .anyMatch(each -> each.pieces() >= pick.found()
                        && book.mayGo(new Standing(line.onShelf(), 1, each.expiresOn(), each.calledBack())));
        if (!may) {
            throw ProblemException.of(
                    409,
                    "lot-may-not-go",
                    "批次已过期或召回，请退回此行重拣 · The lot has expired or was called back: hand the line back",
                    null);
        }
    }

    /** What he took in place of it: the one goes back in the books, the other is set aside, and that he chose is on record. */
    private PickLine named(PickLine line, Pick pick, String picker) {
        String lot = pick.lotCode() != null ? pick.lotCode() : line.lotCode() == null ? "" : line.lotCode();
        String bin = pick.bin() != null ? pick.bin() : line.bin() == null ? "" : line.bin();
        var owner = pick.owner() == null ? StockOwner.OWN : new StockOwner(pick.owner());
        var part = new StockPart(line.skuCode(), line.nodeCode(), lot, owner, StockStatus.AVAILABLE, bin);
        if (line.chosen() && part.equals(line.onShelf())) {
            return line;
        }
        Standing there = book.lock(List.of(line.key())).stream()
                .filter(each -> each.part().equals(part))
                .findFirst()
                .filter(each -> each.pieces() >= line.pieces())
                .orElseThrow(() -> ProblemException.of(
                        409,
                        "stock-short",
                        "此处没有这么多 · Not so many pieces of it there",
                        "请核对批次和库位 · Check lot and bin"));
        if (!book.mayGo(there)) {
            throw ProblemException.of(409, "lot-may-not-go", "此批次不得发出 · Pieces of this lot may not go", null);
        }
        var changes = new ArrayList<Change>();
        if (line.chosen()) {
            changes.addAll(Shelving.back(line, line.pieces(), null));
        }
        changes.addAll(Shelving.aside(line, part, line.pieces()));
        book.post(Shelving.named(line, picker), changes);
        return line.taken(picker, line.takenAt(), part, line.pieces(), line.lineId());
    }
}
