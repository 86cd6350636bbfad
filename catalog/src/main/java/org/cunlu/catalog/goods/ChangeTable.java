package org.cunlu.catalog.goods;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;

/** Proposed changes; of one product at most one is undecided. */
@Singleton
class ChangeTable {
    private static final String ALL =
            "SELECT id, product_code, shop, base_version, base, sheet, state, proposed_by, proposed_at,"
                    + " decided_by, decided_at, reason FROM cat_product_change ";

    private final Sql sql;
    private final SheetJson json;

    ChangeTable(Sql sql, SheetJson json) {
        this.sql = sql;
        this.json = json;
    }

    /** @throws ProblemException {@code change-open} when another is undecided */
    void insert(Change change) {
        try {
            sql.change(
                    "INSERT INTO cat_product_change (id, product_code, open_of, shop, base_version, base, sheet, state,"
                            + " proposed_by, proposed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    change.id(),
                    change.productCode(),
                    change.productCode(),
                    change.shop(),
                    change.baseVersion(),
                    json.text(change.base()),
                    json.text(change.sheet()),
                    change.state(),
                    change.proposedBy(),
                    change.proposedAt());
        } catch (SqlFailure e) {
            throw e.duplicate()
                    ? ProblemException.of(
                            409,
                            "change-open",
                            "该商品已有待审的修改 · A change of it is still undecided",
                            "请先撤回，或等待审核 · Take it back first, or wait")
                    : e;
        }
    }

    Optional<Change> find(String id) {
        return Ids.isId(id) ? sql.one(ALL + "WHERE id = ?", this::change, id) : Optional.empty();
    }

    Optional<Change> openOf(String productCode) {
        return sql.one(ALL + "WHERE open_of = ?", this::change, productCode);
    }

    List<Change> in(Change.State state, @Nullable String after, int count) {
        return sql.list(
                ALL + "WHERE state = ? AND id > ? ORDER BY id LIMIT ?",
                this::change,
                state,
                after == null ? "" : after,
                count);
    }

    List<Change> of(String productCode) {
        return sql.list(ALL + "WHERE product_code = ? ORDER BY id DESC LIMIT 50", this::change, productCode);
    }

    /** @return false when it is decided already */
    boolean decide(String id, Change.State state, String by, Instant at, @Nullable String reason) {
        return sql.change(
                        "UPDATE cat_product_change SET state = ?, open_of = NULL, decided_by = ?, decided_at = ?, reason = ?"
                                + " WHERE id = ? AND state = 'PROPOSED'",
                        state,
                        by,
                        at,
                        reason,
                        id)
                == 1;
    }

    private Change change(Row row) {
        return new Change(
                row.string("id"),
                row.string("product_code"),
                row.string("shop"),
                row.number("base_version"),
                json.sheet(row.string("base")),
                json.sheet(row.string("sheet")),
                row.constant("state", Change.State.class),
                row.string("proposed_by"),
                row.instant("proposed_at"),
                row.string("decided_by"),
                row.instant("decided_at"),
                row.string("reason"));
    }
}
