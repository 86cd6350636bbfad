package org.cunlu.logistics.picking;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.ParcelsToPack.ToPack;
import org.cunlu.logistics.picking.PickLine.State;

/** Waves and the parcels in them. */
@Singleton
class WaveTable {
    private static final int ROWS_MAX = 500;

    private final Sql sql;

    WaveTable(Sql sql) {
        this.sql = sql;
    }

    /**
     * Parcels that are picked together.
     * @param lineCode of the departure that they must make; null, with its date, next node and time, when their recipients
     *     collect where the goods stand
     * @param cutOffAt by then all must be picked and packed
     * @param state RELEASED or CANCELLED
     */
    @Serdeable
    record Wave(
            String waveId,
            String countyCode,
            String node,
            @Nullable String lineCode,
            @Nullable LocalDate serviceDate,
            @Nullable String nextNode,
            @Nullable Instant departsAt,
            Instant cutOffAt,
            String state,
            Instant releasedAt) {
        boolean released() {
            return "RELEASED".equals(state);
        }
    }

    void insert(Wave wave, String by) {
        sql.change(
                "INSERT INTO log_wave (wave_id, county_code, node_code, line_code, service_date, next_node, departs_at,"
                        + " cut_off_at, state, released_by, released_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                wave.waveId(),
                wave.countyCode(),
                wave.node(),
                wave.lineCode(),
                wave.serviceDate(),
                wave.nextNode(),
                wave.departsAt(),
                wave.cutOffAt(),
                wave.state(),
                by,
                wave.releasedAt());
    }

    /** @return those of them that are in this wave now; the others are in a rival's */
    List<ToPack> insert(Wave wave, List<ToPack> parcels) {
        var sorted =
                parcels.stream().sorted(Comparator.comparing(ToPack::barcode)).toList();
        for (int from = 0; from < sorted.size(); from += ROWS_MAX) {
            sql.insertMany(
                    "INSERT IGNORE INTO log_wave_parcel (wave_id, barcode, county_code, order_id, live_barcode)",
                    sorted.subList(from, Math.min(from + ROWS_MAX, sorted.size())).stream()
                            .map(each -> new Object[] {
                                wave.waveId(), each.barcode(), wave.countyCode(), each.orderId(), each.barcode()
                            })
                            .toList());
        }
        var mine = new HashSet<>(sql.list(
                "SELECT barcode FROM log_wave_parcel WHERE wave_id = ?", row -> row.string("barcode"), wave.waveId()));
        return sorted.stream().filter(each -> mine.contains(each.barcode())).toList();
    }

    /** @return those of these parcels that are in a wave */
    Set<String> live(Collection<String> barcodes) {
        var sorted = barcodes.stream().sorted().toList();
        var answer = new HashSet<String>();
        for (int from = 0; from < sorted.size(); from += ROWS_MAX) {
            var some = sorted.subList(from, Math.min(from + ROWS_MAX, sorted.size()));
            answer.addAll(sql.list(
                    "SELECT live_barcode FROM log_wave_parcel WHERE live_barcode IN (" + Sql.marks(some.size()) + ")",
                    row -> row.string("live_barcode"),
                    some.toArray()));
        }
        return answer;
    }

    /** @return false when it was cancelled before */
    boolean cancel(String waveId, String by, Instant at, String why) {
        boolean first = sql.change(
                        "UPDATE log_wave SET state = 'CANCELLED', ended_by = ?, ended_at = ?, why = ?"
                                + " WHERE wave_id = ? AND state = 'RELEASED'",
                        by,
                        at,
                        why,
                        waveId)
                == 1;
        if (first) {
            sql.change("UPDATE log_wave_parcel SET live_barcode = NULL WHERE wave_id = ?", waveId);
        }
        return first;
    }

    Optional<Wave> find(String waveId) {
        return sql.one("SELECT * FROM log_wave WHERE wave_id = ?", WaveTable::wave, waveId);
    }

    /** Those who take lines of a wave share it; who cancels it waits for them. */
    Optional<Wave> share(String waveId) {
        return sql.one("SELECT * FROM log_wave WHERE wave_id = ? LOCK IN SHARE MODE", WaveTable::wave, waveId);
    }

    /** @return newest first */
    List<Wave> at(String nodeCode, @Nullable String before, int limit) {
        return sql.list(
                "SELECT * FROM log_wave WHERE node_code = ? AND wave_id < ? ORDER BY wave_id DESC LIMIT " + limit,
                WaveTable::wave,
                nodeCode,
                before == null ? "~" : before);
    }

    /** @return by wave and state, how many lines */
    Map<String, Map<State, Long>> lines(Collection<String> waveIds) {
        if (waveIds.isEmpty()) {
            return Map.of();
        }
        record Sum(String waveId, State state, long lines) {}
        return sql
                .list(
                        "SELECT wave_id, state, COUNT(*) AS n FROM log_pick_line WHERE wave_id IN ("
                                + Sql.marks(waveIds.size()) + ") GROUP BY wave_id, state",
                        row -> new Sum(row.string("wave_id"), row.constant("state", State.class), row.number("n")),
                        waveIds.toArray())
                .stream()
                .collect(Collectors.groupingBy(Sum::waveId, Collectors.toMap(Sum::state, Sum::lines)));
    }

    Map<String, Long> parcels(Collection<String> waveIds) {
        if (waveIds.isEmpty()) {
            return Map.of();
        }
        return sql
                .list(
                        "SELECT wave_id, COUNT(*) AS n FROM log_wave_parcel WHERE wave_id IN ("
                                + Sql.marks(waveIds.size()) + ") GROUP BY wave_id",
                        row -> Map.entry(row.string("wave_id"), row.number("n")),
                        new ArrayList<Object>(waveIds).toArray())
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Wave wave(Row row) {
        return new Wave(
                row.string("wave_id"),
                row.string("county_code"),
                row.string("node_code"),
                row.string("line_code"),
                row.date("service_date"),
                row.string("next_node"),
                row.instant("departs_at"),
                row.instant("cut_off_at"),
                row.string("state"),
                row.instant("released_at"));
    }
}
