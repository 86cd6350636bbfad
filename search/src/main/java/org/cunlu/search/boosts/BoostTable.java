package org.cunlu.search.boosts;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.search.Boosts.Boost;
import org.cunlu.search.Boosts.Kind;
import org.cunlu.search.Boosts.Target;

/** {@code sea_boost}. */
@Singleton
class BoostTable {
    private final Sql sql;

    BoostTable(Sql sql) {
        this.sql = sql;
    }

    List<Boost> on(LocalDate day, int limit) {
        return sql.list(
                "SELECT * FROM sea_boost WHERE from_on <= ? AND until_on >= ? ORDER BY worth DESC, boost_code LIMIT ?",
                BoostTable::boost,
                day,
                day,
                limit);
    }

    List<Boost> all() {
        return sql.list("SELECT * FROM sea_boost ORDER BY boost_code", BoostTable::boost);
    }

    /** Locked until the caller's transaction ends. */
    Optional<Boost> lock(String code) {
        return sql.one("SELECT * FROM sea_boost WHERE boost_code = ? FOR UPDATE", BoostTable::boost, code);
    }

    /** @return false when somebody else was first */
    boolean insert(Boost boost) {
        return sql.change(
                        "INSERT IGNORE INTO sea_boost (boost_code, kind, target, target_code, worth, from_on, until_on,"
                                + " version) VALUES (?, ?, ?, ?, ?, ?, ?, 1)",
                        boost.code(),
                        boost.kind(),
                        boost.target(),
                        boost.targetCode(),
                        boost.worth(),
                        boost.fromOn(),
                        boost.untilOn())
                == 1;
    }

    /** @return false when it is of another version meanwhile */
    boolean update(Boost boost) {
        return sql.change(
                        "UPDATE sea_boost SET kind = ?, target = ?, target_code = ?, worth = ?, from_on = ?, until_on = ?,"
                                + " version = version + 1 WHERE boost_code = ? AND version = ?",
                        boost.kind(),
                        boost.target(),
                        boost.targetCode(),
                        boost.worth(),
                        boost.fromOn(),
                        boost.untilOn(),
                        boost.code(),
                        boost.version())
                == 1;
    }

    /** What is raised by then no more, whether it was or not. */
    void end(Boost over) {
        if (!insert(over)) {
            sql.change(
                    "UPDATE sea_boost SET from_on = ?, until_on = ?, version = version + 1 WHERE boost_code = ?",
                    over.fromOn(),
                    over.untilOn(),
                    over.code());
        }
    }

    /** Those with such a code that were over before a day. */
    void forget(String beginning, LocalDate before) {
        sql.soon("DELETE FROM sea_boost WHERE until_on < ? AND boost_code LIKE ?", before, beginning + "%");
    }

    boolean delete(String code, long version) {
        return sql.change("DELETE FROM sea_boost WHERE boost_code = ? AND version = ?", code, version) == 1;
    }

    private static Boost boost(Row row) {
        return new Boost(
                row.string("boost_code"),
                row.constant("kind", Kind.class),
                row.constant("target", Target.class),
                row.string("target_code"),
                (int) row.number("worth"),
                row.date("from_on"),
                row.date("until_on"),
                row.number("version"));
    }
}
