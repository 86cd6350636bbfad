package org.cunlu.logistics.expected;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.ExpectedGoods.Line;
import org.cunlu.logistics.ExpectedGoods.Source;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Stock.SkuAtNode;

/** Lines on which pieces are expected. */
@Singleton
class ExpectedTable {
    private final Sql sql;

    ExpectedTable(Sql sql) {
        this.sql = sql;
    }

    /** Names a line. */
    record Key(Source source, String id, int lineNo) {}

    /** A line as it stands. @param promised of {@code expected}, what orders wait for */
    record Standing(
            Key key,
            String countyCode,
            SkuAtNode goods,
            @Nullable LocalDate on,
            long expected,
            long promised) {
        long free() {
            return expected - promised;
        }
    }

    void insert(Source source, String id, Node node, @Nullable LocalDate on, List<Line> lines) {
        sql.insertMany(
                "INSERT INTO log_expected (source_kind, source_id, line_no, county_code, sku_code, node_code,"
                        + " expected_on, expected, promised)",
                lines.stream()
                        .map(line -> new Object[] {
                            source,
                            id,
                            line.lineNo(),
                            node.countyCode(),
                            line.skuCode(),
                            node.code(),
                            on,
                            line.pieces(),
                            0
                        })
                        .toList());
    }

    void move(Source source, String id, LocalDate on) {
        sql.change("UPDATE log_expected SET expected_on = ? WHERE source_kind = ? AND source_id = ?", on, source, id);
    }

    /** @return with free pieces and a known day from this one on, the earliest first */
    List<Standing> free(Collection<String> skuCodes, Collection<String> nodeCodes, LocalDate from) {
        if (skuCodes.isEmpty() || nodeCodes.isEmpty()) {
            return List.of();
        }
        var arguments = new ArrayList<Object>(skuCodes);
        arguments.addAll(nodeCodes);
        arguments.add(from);
        return sql.list(
                "SELECT * FROM log_expected WHERE sku_code IN (" + Sql.marks(skuCodes.size()) + ") AND node_code IN ("
                        + Sql.marks(nodeCodes.size())
                        + ") AND expected_on >= ? AND expected > promised AND source_kind <> 'HARVEST'"
                        + " ORDER BY expected_on, source_kind, source_id, line_no",
                ExpectedTable::standing,
                arguments.toArray());
    }

    Map<SkuAtNode, Long> promised(Collection<String> skuCodes, Collection<String> nodeCodes) {
        if (skuCodes.isEmpty() || nodeCodes.isEmpty()) {
            return Map.of();
        }
        var arguments = new ArrayList<Object>(skuCodes);
        arguments.addAll(nodeCodes);
        return sql
                .list(
                        "SELECT sku_code, node_code, SUM(promised) AS pieces FROM log_expected WHERE sku_code IN ("
                                + Sql.marks(skuCodes.size()) + ") AND node_code IN (" + Sql.marks(nodeCodes.size())
                                + ") AND promised > 0 AND source_kind <> 'HARVEST' GROUP BY sku_code, node_code",
                        row -> Map.entry(
                                new SkuAtNode(row.string("sku_code"), row.string("node_code")), row.number("pieces")),
                        arguments.toArray())
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** @return false when fewer are free */
    boolean promise(Key key, long pieces) {
        return sql.change(
                        "UPDATE log_expected SET promised = promised + ? WHERE source_kind = ? AND source_id = ?"
                                + " AND line_no = ? AND expected - promised >= ?",
                        pieces,
                        key.source(),
                        key.id(),
                        key.lineNo(),
                        pieces)
                == 1;
    }

    /** @return false when more are promised */
    boolean expect(Key key, long pieces) {
        return sql.change(
                        "UPDATE log_expected SET expected = ? WHERE source_kind = ? AND source_id = ? AND line_no = ?"
                                + " AND promised <= ?",
                        pieces,
                        key.source(),
                        key.id(),
                        key.lineNo(),
                        pieces)
                == 1;
    }

    Optional<Standing> find(Key key) {
        return sql.one(
                "SELECT * FROM log_expected WHERE source_kind = ? AND source_id = ? AND line_no = ?",
                ExpectedTable::standing,
                key.source(),
                key.id(),
                key.lineNo());
    }

    /** Whoever changes what orders wait for of a line holds this. */
    Optional<Standing> lock(Key key) {
        return sql.one(
                "SELECT * FROM log_expected WHERE source_kind = ? AND source_id = ? AND line_no = ? FOR UPDATE",
                ExpectedTable::standing,
                key.source(),
                key.id(),
                key.lineNo());
    }

    /** @return lines of a document, in order, locked */
    List<Standing> lock(Source source, String id) {
        return sql.list(
                "SELECT * FROM log_expected WHERE source_kind = ? AND source_id = ? ORDER BY line_no FOR UPDATE",
                ExpectedTable::standing,
                source,
                id);
    }

    /** The line is locked. */
    void set(Key key, long expected, long promised) {
        sql.change(
                "UPDATE log_expected SET expected = ?, promised = ? WHERE source_kind = ? AND source_id = ?"
                        + " AND line_no = ?",
                expected,
                promised,
                key.source(),
                key.id(),
                key.lineNo());
    }

    private static Standing standing(Row row) {
        return new Standing(
                new Key(row.constant("source_kind", Source.class), row.string("source_id"), row.integer("line_no")),
                row.string("county_code"),
                new SkuAtNode(row.string("sku_code"), row.string("node_code")),
                row.date("expected_on"),
                row.number("expected"),
                row.number("promised"));
    }
}
