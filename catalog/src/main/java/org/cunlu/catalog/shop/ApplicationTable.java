package org.cunlu.catalog.shop;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cunlu.catalog.SellerKind;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.id.Ids;

/** Applications; each step names the state it expects. */
@Singleton
class ApplicationTable {
    private static final String ALL =
            "SELECT id, seller_code, account_id, kind, name, home_node, sells_food, state, opened_at, submitted_at,"
                    + " decided_by, decided_at, reason FROM cat_seller_application ";

    private final Sql sql;

    ApplicationTable(Sql sql) {
        this.sql = sql;
    }

    /** @throws org.cunlu.kernel.db.SqlFailure a duplicate when the person has an open one */
    void insert(Application made) {
        sql.change(
                "INSERT INTO cat_seller_application (id, seller_code, account_id, open, kind, name, home_node, sells_food,"
                        + " state, opened_at) VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?)",
                made.id(),
                made.sellerCode(),
                made.accountId(),
                made.kind(),
                made.name(),
                made.homeNode(),
                made.sellsFood(),
                made.state(),
                made.openedAt());
    }

    Optional<Application> find(String id) {
        return Ids.isId(id) ? sql.one(ALL + "WHERE id = ?", ApplicationTable::application, id) : Optional.empty();
    }

    Optional<Application> ofSeller(String sellerCode) {
        return sql.one(ALL + "WHERE seller_code = ?", ApplicationTable::application, sellerCode);
    }

    /** @return the person's latest */
    Optional<Application> latestOf(String accountId) {
        return sql.one(ALL + "WHERE account_id = ? ORDER BY id DESC LIMIT 1", ApplicationTable::application, accountId);
    }

    List<Application> of(String accountId) {
        return sql.list(ALL + "WHERE account_id = ? ORDER BY id", ApplicationTable::application, accountId);
    }

    /** @return those that wait for the county, the oldest first */
    List<Application> submitted(String afterId, int count) {
        return sql.list(
                ALL + "WHERE state = 'SUBMITTED' AND id > ? ORDER BY id LIMIT ?",
                ApplicationTable::application,
                afterId,
                count);
    }

    /** @return false when it is no longer open to changes */
    boolean rewrite(Application to) {
        return sql.change(
                        "UPDATE cat_seller_application SET kind = ?, name = ?, home_node = ?, sells_food = ?"
                                + " WHERE id = ? AND state IN ('OPEN', 'DECLINED')",
                        to.kind(),
                        to.name(),
                        to.homeNode(),
                        to.sellsFood(),
                        to.id())
                == 1;
    }

    boolean submit(String id, Instant now) {
        return sql.change(
                        "UPDATE cat_seller_application SET state = 'SUBMITTED', submitted_at = ?, decided_by = NULL,"
                                + " decided_at = NULL, reason = NULL WHERE id = ? AND state IN ('OPEN', 'DECLINED')",
                        now,
                        id)
                == 1;
    }

    /** @param to APPROVED or DECLINED */
    boolean decide(String id, Application.State to, String by, Instant now, String reason) {
        return sql.change(
                        "UPDATE cat_seller_application SET state = ?, open = CASE WHEN ? = 'APPROVED' THEN NULL ELSE open END,"
                                + " decided_by = ?, decided_at = ?, reason = ? WHERE id = ? AND state = 'SUBMITTED'",
                        to,
                        to,
                        by,
                        now,
                        reason,
                        id)
                == 1;
    }

    /** A person has one open application: his own stands, and that of the record that was merged into him is over. */
    void handOver(String from, String into, Instant now) {
        boolean own = sql.one(
                        "SELECT id FROM cat_seller_application WHERE account_id = ? AND open = 1 FOR UPDATE",
                        row -> row.string("id"),
                        into)
                .isPresent();
        if (own) {
            sql.change(
                    "UPDATE cat_seller_application SET state = 'DECLINED', open = NULL, decided_by = 'system', decided_at = ?,"
                            + " reason = '已并入本人账号的申请 · Merged into the person''s own' WHERE account_id = ? AND open = 1",
                    now,
                    from);
        }
        sql.change("UPDATE cat_seller_application SET account_id = ? WHERE account_id = ?", into, from);
    }

    private static Application application(Row row) {
        return new Application(
                row.string("id"),
                row.string("seller_code"),
                row.string("account_id"),
                row.constant("kind", SellerKind.class),
                row.string("name"),
                row.string("home_node"),
                row.flag("sells_food"),
                row.constant("state", Application.State.class),
                row.instant("opened_at"),
                row.instant("submitted_at"),
                row.string("decided_by"),
                row.instant("decided_at"),
                row.string("reason"));
    }
}
