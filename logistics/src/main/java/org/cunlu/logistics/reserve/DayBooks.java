package org.cunlu.logistics.reserve;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.ReserveBooks;
import org.cunlu.logistics.ReserveHolding;
import org.cunlu.logistics.ReserveLevel;
import org.cunlu.logistics.ReserveTurns;

/** Entries as those read them who pay for them. */
@Singleton
class DayBooks implements ReserveBooks {
    private static final int CODES_MAX = 1_000;

    private static final Map<String, Why> WHY = Map.ofEntries(
            Map.entry("INTAKE", Why.INTAKE),
            Map.entry("REFILL", Why.REFILLED),
            Map.entry("RELEASE", Why.RELEASED),
            Map.entry("ROTATE_OUT", Why.ROTATED_OUT),
            Map.entry("ROTATE_IN", Why.ROTATED_IN),
            Map.entry("LOSS", Why.LOSS),
            Map.entry("COUNT", Why.LOSS),
            Map.entry("DAMAGE", Why.LOSS),
            Map.entry("CHECK", Why.LOSS),
            Map.entry("MOVE_OUT", Why.MOVED),
            Map.entry("MOVE_IN", Why.MOVED),
            Map.entry("MAKE_GOOD", Why.FOUND),
            Map.entry("RESTORE", Why.FOUND));

    private final Sql sql;
    private final HoldingTable holdings;
    private final @Nullable ReserveTurns turns;

    DayBooks(Sql sql, HoldingTable holdings, @Nullable ReserveTurns turns) {
        this.sql = sql;
        this.holdings = holdings;
        this.turns = turns;
    }

    @Override
    public boolean level(String levelCode) {
        return Arrays.stream(ReserveLevel.values()).anyMatch(each -> each.name().equals(levelCode));
    }

    @Override
    public List<Contract> contracts(String levelCode, LocalDate from, LocalDate until) {
        return contracts(holdings.during(levelCode, from, until));
    }

    @Override
    public List<Contract> contractsOf(
            String levelCode, Collection<String> holdingCodes, LocalDate from, LocalDate until) {
        return contracts(holdings.ofCodes(holdingCodes).stream()
                .filter(each -> each.level().name().equals(levelCode)
                        && !each.from().isAfter(until)
                        && !each.until().isBefore(from))
                .toList());
    }

    private static List<Contract> contracts(List<ReserveHolding> held) {
        return held.stream()
                .map(each -> new Contract(
                        each.code(),
                        each.level().name(),
                        each.code(),
                        each.holderName(),
                        each.programme(),
                        each.commodity(),
                        each.nodeCode(),
                        each.from(),
                        each.until(),
                        each.grams(),
                        each.feeFenPerTonneYear(),
                        each.spreadFenPerTonne()))
                .toList();
    }

    @Override
    public List<Entry> entries(Collection<String> contractIds, LocalDate until) {
        var codes = contractIds.stream().distinct().sorted().toList();
        var answer = new ArrayList<Entry>();
        for (int from = 0; from < codes.size(); from += CODES_MAX) {
            var some = codes.subList(from, Math.min(from + CODES_MAX, codes.size()));
            var arguments = new ArrayList<Object>(some);
            arguments.add(until);
            answer.addAll(sql.list(
                    "SELECT e.entry_id, e.holding_code, e.happened_on, e.deed, e.good_delta, l.lot_code, l.grams,"
                            + " l.cost_fen FROM log_reserve_entry e JOIN log_reserve_lot l"
                            + " ON l.reserve_lot_id = e.reserve_lot_id WHERE e.holding_code IN ("
                            + Sql.marks(some.size()) + ") AND e.happened_on <= ? AND e.good_delta <> 0",
                    DayBooks::entry,
                    arguments.toArray()));
        }
        answer.sort(Comparator.comparing(Entry::day).thenComparing(Entry::entryId));
        return answer;
    }

    private static Entry entry(Row row) {
        long grams = row.number("grams");
        return new Entry(
                row.string("holding_code"),
                row.date("happened_on"),
                row.string("entry_id"),
                row.string("lot_code"),
                Optional.ofNullable(WHY.get(row.string("deed"))).orElse(Why.OTHER),
                Math.multiplyExact(row.number("good_delta"), grams),
                row.number("cost_fen"),
                grams);
    }

    @Override
    public List<Gap> gaps(Collection<String> contractIds, LocalDate from, LocalDate until) {
        return turns == null ? List.of() : turns.gaps(contractIds, from, until);
    }
}
