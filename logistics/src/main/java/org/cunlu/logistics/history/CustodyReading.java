package org.cunlu.logistics.history;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.CustodyLog;

/** Reads the parcels' history as one log. */
@Singleton
class CustodyReading implements CustodyLog {
    private static final String SELECT = "SELECT c.*, p.in_bag AS bag_before FROM log_custody c LEFT JOIN log_custody p"
            + " ON p.barcode = c.barcode AND p.seq = c.seq - 1 WHERE c.county_code = ? AND c.recorded_at < ?";
    private static final String TRIP = "TRIP";
    private static final String BAG_CHANGES = "NOT (c.in_bag <=> p.in_bag)";

    private final Sql sql;

    CustodyReading(Sql sql) {
        this.sql = sql;
    }

    /** A condition as it grows. */
    private static final class Condition {
        private final StringBuilder text = new StringBuilder();
        private final List<Object> arguments = new ArrayList<>();

        void and(String more, Object... values) {
            text.append(" AND ").append(more);
            arguments.addAll(List.of(values));
        }
    }

    @Override
    public List<Entry> steps(String countyCode, Wanted wanted, @Nullable Mark after, int limit) {
        if (wanted.shapes().isEmpty()) {
            return List.of();
        }
        var where = new Condition();
        where.arguments.add(countyCode);
        where.arguments.add(wanted.recordedBefore());
        if (after != null) {
            where.and(
                    "(c.recorded_at > ? OR (c.recorded_at = ? AND (c.barcode > ? OR (c.barcode = ? AND c.seq > ?))))",
                    after.recordedAt(),
                    after.recordedAt(),
                    after.barcode(),
                    after.barcode(),
                    after.seq());
        }
        times(wanted, where);
        shapes(wanted.shapes(), where);
        things(wanted, where);
        where.arguments.add(limit);
        return sql.list(
                SELECT + where.text + " ORDER BY c.recorded_at, c.barcode, c.seq LIMIT ?",
                CustodyReading::entry,
                where.arguments.toArray());
    }

    private static void times(Wanted wanted, Condition where) {
        if (wanted.from() != null) {
            where.and("c.at >= ?", wanted.from());
        }
        if (wanted.before() != null) {
            where.and("c.at < ?", wanted.before());
        }
        if (wanted.recordedFrom() != null) {
            where.and("c.recorded_at >= ?", wanted.recordedFrom());
        }
    }

    private static void shapes(List<Shape> shapes, Condition where) {
        var any = new ArrayList<String>();
        var values = new ArrayList<Object>();
        for (Shape shape : shapes) {
            var one = new StringBuilder("(c.what = ?");
            values.add(shape.what());
            if (shape.holderKind() != null) {
                one.append(" AND c.to_kind = ?");
                values.add(shape.holderKind());
            }
            if (shape.changesBag() != null) {
                one.append(" AND ").append(shape.changesBag() ? "" : "NOT ").append(BAG_CHANGES);
            }
            any.add(one.append(")").toString());
        }
        where.and("(" + String.join(" OR ", any) + ")", values.toArray());
    }

    private static void things(Wanted wanted, Condition where) {
        if (wanted.nodes() != null) {
            in("c.node_code", wanted.nodes(), where);
        }
        if (wanted.parcels() != null) {
            in("c.barcode", wanted.parcels(), where);
        }
        if (wanted.bags() != null) {
            where.and(BAG_CHANGES);
            in("COALESCE(c.in_bag, p.in_bag)", wanted.bags(), where);
        }
        if (wanted.parcelsOrBags() != null && !wanted.parcelsOrBags().isEmpty()) {
            String marks = Sql.marks(wanted.parcelsOrBags().size());
            var twice = new ArrayList<Object>(wanted.parcelsOrBags());
            twice.addAll(wanted.parcelsOrBags());
            where.and(
                    "(c.barcode IN (" + marks + ") OR (" + BAG_CHANGES + " AND COALESCE(c.in_bag, p.in_bag) IN ("
                            + marks + ")))",
                    twice.toArray());
        } else if (wanted.parcelsOrBags() != null) {
            where.and("FALSE");
        }
    }

    private static void in(String column, Collection<String> values, Condition where) {
        if (values.isEmpty()) {
            where.and("FALSE");
        } else {
            where.and(column + " IN (" + Sql.marks(values.size()) + ")", values.toArray());
        }
    }

    private static Entry entry(Row row) {
        String kind = row.string("to_kind");
        return new Entry(
                new Mark(row.instant("recorded_at"), row.string("barcode"), row.integer("seq")),
                row.string("what"),
                row.string("bag_before"),
                row.string("in_bag"),
                kind,
                kind.equals(TRIP) ? row.string("to_holder") : null,
                row.string("node_code"),
                row.instant("at"));
    }
}
