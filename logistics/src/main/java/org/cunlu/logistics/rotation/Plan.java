package org.cunlu.logistics.rotation;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.RefillOrders;
import org.cunlu.logistics.ReserveBooks.Gap;
import org.cunlu.logistics.ReserveHolding;
import org.cunlu.logistics.ReserveLot;
import org.cunlu.logistics.ReserveRefill;
import org.cunlu.logistics.ReserveTurns;
import org.cunlu.logistics.Reserves;
import org.cunlu.logistics.Reserves.Rule;

/** Which lots are due when, and what rotations still wait for. */
@Singleton
class Plan implements ReserveTurns, ReserveRefill {
    private static final int MONTHS_AHEAD = 12;

    private final RotationTable table;
    private final Reserves reserves;
    private final RefillOrders orders;

    Plan(RotationTable table, Reserves reserves, RefillOrders orders) {
        this.table = table;
        this.reserves = reserves;
        this.orders = orders;
    }

    /** @param source where the cycle is written */
    @Serdeable
    record Turn(
            String lotId,
            String skuCode,
            String lotCode,
            long pieces,
            LocalDate inOn,
            LocalDate dueOn,
            String source) {}

    /** @return lots of a holding that are due within a year, or were, the earliest first */
    List<Turn> ahead(ReserveHolding holding, LocalDate today) {
        Rule cycle = cycle(holding, today);
        return reserves.lots(holding.code()).stream()
                .filter(lot -> lot.good() > 0)
                .map(lot -> turn(lot, cycle))
                .filter(turn -> !turn.dueOn().isAfter(today.plusMonths(MONTHS_AHEAD)))
                .sorted(Comparator.comparing(Turn::dueOn).thenComparing(Turn::lotId))
                .toList();
    }

    /** @return whether it is written how long its commodity may lie */
    boolean hasCycle(ReserveHolding holding, LocalDate today) {
        return reserves.rule("CYCLE", holding.commodity(), 0, today).isPresent();
    }

    private Rule cycle(ReserveHolding holding, LocalDate today) {
        return reserves.rule("CYCLE", holding.commodity(), 0, today)
                .orElseThrow(() -> ProblemException.of(409, "rule-missing", "没有轮换周期 · No cycle is written", null));
    }

    private static Turn turn(ReserveLot lot, Rule cycle) {
        return new Turn(
                lot.id(),
                lot.skuCode(),
                lot.lotCode(),
                lot.good(),
                lot.inOn(),
                lot.inOn().plusMonths(cycle.value()),
                cycle.source());
    }

    LocalDate dueOn(ReserveHolding holding, ReserveLot lot, LocalDate today) {
        return turn(lot, cycle(holding, today)).dueOn();
    }

    @Override
    public List<Gap> gaps(Collection<String> holdings, LocalDate from, LocalDate until) {
        return table.gaps(holdings, from, until);
    }

    @Override
    public Of of() {
        return Of.ROTATION;
    }

    @Override
    public void demand(String id, ReserveHolding holding, String skuCode, long grams) {
        var rotation = table.find(id)
                .filter(each -> each.awaits()
                        && each.holding().equals(holding.code())
                        && each.refilledGrams() + grams <= each.grams())
                .orElseThrow(Plan::unasked);
        // Else the rest could be no number of the pieces that went, and it would never be full.
        long piece = rotation.grams() / rotation.pieces();
        if (grams % piece != 0) {
            throw ProblemException.of(
                            409,
                            "refill-uneven",
                            "补库重量须为轮出单件重量的整倍数 · The weight is no whole number of the pieces that went out",
                            "请调整件数，或用轮出的商品补足 · Take another number of pieces, or the goods that went out")
                    .fact("grams", piece);
        }
    }

    @Override
    public void came(String id, ReserveHolding holding, long grams, LocalDate day) {
        if (!table.refill(id, grams, day)) {
            throw unasked();
        }
        // In first: all is there before the old ones have gone.
        if (table.find(id).orElseThrow().filled()) {
            orders.done(Of.ROTATION, id);
        }
    }

    private static ProblemException unasked() {
        return ProblemException.of(
                409,
                "refill-unasked",
                "此轮换不等待这么多补库 · The rotation does not wait for so many",
                "请核对轮换单 · Look at the rotation");
    }
}
