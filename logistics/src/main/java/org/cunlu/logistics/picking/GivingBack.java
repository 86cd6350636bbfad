package org.cunlu.logistics.picking;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.ParcelsToPack;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.picking.PickLine.State;
import org.cunlu.logistics.picking.WaveTable.Wave;

/** A line is handed back, or what was picked goes back on the shelf. */
@Singleton
class GivingBack {
    private final PickLineTable lines;
    private final WaveTable waves;
    private final ParcelsToPack parcels;
    private final StockBook book;
    private final Workplaces workplaces;
    private final Idempotency idempotency;
    private final Trail trail;

    GivingBack(
            PickLineTable lines,
            WaveTable waves,
            ParcelsToPack parcels,
            StockBook book,
            Workplaces workplaces,
            Idempotency idempotency,
            Trail trail) {
        this.lines = lines;
        this.waves = waves;
        this.parcels = parcels;
        this.book = book;
        this.workplaces = workplaces;
        this.idempotency = idempotency;
        this.trail = trail;
    }

    /** @param bin where the pieces are put; null for where they stood */
    @Serdeable
    record Return(
            @Nullable @Pattern(regexp = "[A-Z0-9._][A-Z0-9._-]{0,23}")
            String bin) {}

    /** @param state OPEN when others may take it now, CANCELLED when nobody needs it any more */
    @Serdeable
    record Returned(String lineId, State state) {}

    /** A line that is taken, by who has it; one that is picked and not packed, by anybody who works there. */
    Returned giveBack(Caller caller, String lineId, Return back, @Nullable String key) {
        PickLine known = lines.find(lineId).orElseThrow(ProblemException::notFound);
        workplaces.own(caller, known.nodeCode(), "logistics.pick-return", Workplaces.HANDS);
        String operation = "logistics.pick-return:" + lineId;
        return idempotency.once(caller.accountId(), operation, key, back, Returned.class, () -> {
            boolean live = waves.share(known.waveId()).filter(Wave::released).isPresent();
            boolean wanted = parcels.lock(known.barcode());
            PickLine line = lines.lock(lineId)
                    .filter(found -> found.state() == State.PICKED
                            || found.state() == State.TAKEN
                                    && caller.accountId().equals(found.picker()))
                    .orElseThrow(() -> ProblemException.of(
                            409, "line-not-yours", "此行不在您手上 · You have not taken this line, or it is over", null));
            State state = live && wanted ? State.OPEN : State.CANCELLED;
            long aside = Optional.ofNullable(line.found()).orElse(line.pieces());
            if (!lines.giveBack(line, state, aside)) {
                throw new IllegalStateException("a locked line changed: " + lineId);
            }
            trail.record(
                    caller.accountId(),
                    "logistics.pick-return",
                    lineId,
                    line.state().name(),
                    state.name());
            if (line.chosen()) {
                book.post(
                        Shelving.putBack(line.countyCode(), line.nodeCode(), caller.accountId(), lineId),
                        Shelving.back(line, aside, back.bin()));
            }
            return new Returned(lineId, state);
        });
    }

    /** What lies picked for orders that were cancelled; the cursor goes on over all that is picked. */
    Page<PickLine> stranded(Caller caller, String nodeCode, @Nullable String cursor, @Nullable Integer limit) {
        workplaces.own(caller, nodeCode, "logistics.wave-look", Workplaces.HANDS);
        int size = Page.limit(limit);
        Page<PickLine> picked =
                Page.of(lines.pickedAt(nodeCode, null, cursor == null ? "" : cursor, size + 1), size, PickLine::lineId);
        var withdrawn =
                parcels.withdrawn(picked.items().stream().map(PickLine::barcode).toList());
        return new Page<>(
                picked.items().stream()
                        .filter(line -> withdrawn.contains(line.barcode()))
                        .toList(),
                picked.next());
    }
}
