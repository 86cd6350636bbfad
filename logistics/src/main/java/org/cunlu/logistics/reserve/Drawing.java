package org.cunlu.logistics.reserve;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.ReserveHolding;
import org.cunlu.logistics.ReserveLevel;
import org.cunlu.logistics.ReserveLots;
import org.cunlu.logistics.ReserveProgram;
import org.cunlu.logistics.ReserveTarget;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.reserve.LotTable.Key;

/** What of the reserve a release may draw on. */
@Singleton
class Drawing implements ReserveLots {
    private final Sql sql;
    private final ProgramTable programmes;
    private final HoldingTable holdings;
    private final CustodyTable custody;
    private final StockBook book;

    Drawing(Sql sql, ProgramTable programmes, HoldingTable holdings, CustodyTable custody, StockBook book) {
        this.sql = sql;
        this.programmes = programmes;
        this.holdings = holdings;
        this.custody = custody;
        this.book = book;
    }

    private record Kept(Key key, String holding, ReserveLevel level, long grams) {}

    @Override
    public List<Lot> drawable(String countyCode, String commodity, LocalDate today) {
        var kept = sql.list(
                "SELECT l.*, h.level_code FROM log_reserve_holding h JOIN log_reserve_lot l"
                        + " ON l.holding_code = h.holding_code WHERE h.county_code = ? AND h.commodity_code = ? AND l.good > 0",
                row -> {
                    var lot = LotTable.lot(row);
                    return new Kept(
                            LotTable.key(lot),
                            lot.holding(),
                            row.constant("level_code", ReserveLevel.class),
                            lot.grams());
                },
                countyCode,
                commodity);
        var byKey = kept.stream().collect(Collectors.toMap(Kept::key, Function.identity()));
        var answer = new ArrayList<Lot>();
        kept.stream()
                .collect(Collectors.groupingBy(
                        each -> each.key().nodeCode(),
                        Collectors.mapping(each -> each.key().skuCode(), Collectors.toSet())))
                .forEach((node, skus) -> book.look(node, skus).stream()
                        .filter(each -> each.part().owner().reserve()
                                && each.part().status().sellable()
                                && !each.calledBack()
                                && !org.cunlu.catalog.Lot.expired(each.expiresOn(), today))
                        .forEach(each -> Optional.ofNullable(byKey.get(ReserveGuard.key(each.part())))
                                .ifPresent(of -> answer.add(new Lot(
                                        of.key().programme(),
                                        of.level().name(),
                                        of.level().rank(),
                                        of.holding(),
                                        each.part(),
                                        each.pieces(),
                                        of.grams(),
                                        each.expiresOn())))));
        answer.sort(Comparator.comparingInt(Lot::levelRank)
                .thenComparing(Lot::expiresOn, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(each -> each.part().nodeCode())
                .thenComparing(each -> each.part().lotCode())
                .thenComparing(each -> each.part().bin()));
        return answer;
    }

    @Override
    public List<Minimum> minimums(String countyCode, LocalDate today) {
        return programmes.withShares(countyCode).stream()
                .filter(programme -> programme.inSeason(today))
                .flatMap(programme -> minimums(programme, today))
                .toList();
    }

    private Stream<Minimum> minimums(ReserveProgram programme, LocalDate today) {
        return programmes.targets(programme, today).stream()
                .filter(each -> each.target().minShareBp() > 0)
                .map(each -> new Minimum(each.target(), each.thereGrams(), each.allGrams()));
    }

    @Override
    public void demandShares(Collection<String> holdingCodes, LocalDate today) {
        var gave = holdings.ofCodes(holdingCodes);
        var codes =
                gave.stream().map(ReserveHolding::programme).distinct().sorted().toList();
        // Locked before they are looked at: of two who would each leave enough, and together too little, the second
        // sees the first.
        if (!programmes.lockShares(codes)) {
            return;
        }
        codes.stream()
                .flatMap(code -> programmes.find(code).stream())
                .filter(programme -> programme.inSeason(today))
                .flatMap(programme -> minimums(programme, today))
                .filter(each -> gave.stream()
                        .anyMatch(holding -> each.covers(holding.programme(), holding.nodeCode())
                                && holding.commodity().equals(each.target().commodity())))
                .filter(each -> !each.kept())
                .findFirst()
                .ifPresent(broken -> {
                    throw belowShare(broken.target());
                });
    }

    private static ProblemException belowShare(ReserveTarget target) {
        return ProblemException.of(
                        409,
                        "below-target-share",
                        "将低于规定的品种最低比例 · Less of this commodity would be left than its share of the reserve",
                        "请减少数量，或先补库 · Take less, or fill up first")
                .fact("programme", target.programme())
                .fact("commodity", target.commodity())
                .fact("minShareBp", target.minShareBp());
    }

    @Override
    public Optional<Integer> levelRank(String levelCode) {
        return Arrays.stream(ReserveLevel.values())
                .filter(each -> each.name().equals(levelCode))
                .map(ReserveLevel::rank)
                .findFirst();
    }

    @Override
    public List<String> skus(String countyCode, String commodity) {
        return holdings.skus(commodity);
    }

    @Override
    public List<Refill> refills(String releaseId) {
        return custody.refills(releaseId);
    }
}
