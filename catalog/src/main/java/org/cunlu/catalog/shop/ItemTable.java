package org.cunlu.catalog.shop;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.cunlu.catalog.LicenceClass;
import org.cunlu.catalog.SellerLicences;
import org.cunlu.catalog.shop.SellerItem.State;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.privacy.FieldCipher;

/** Papers of sellers: of each at most one waits and one stands. */
@Singleton
class ItemTable implements SellerLicences {
    static final String NUMBER = "cat_seller_item.number";

    private static final String ALL =
            "SELECT id, seller_code, item, state, number_shown, valid_from, valid_until, submitted_by, submitted_at,"
                    + " decided_by, decided_at, reason FROM cat_seller_item ";

    private final Sql sql;
    private final FieldCipher cipher;

    ItemTable(Sql sql, FieldCipher cipher) {
        this.sql = sql;
        this.cipher = cipher;
    }

    @Override
    public boolean valid(String sellerCode, LicenceClass licence, LocalDate date) {
        Item item = Item.of(licence);
        // Who may sell the restricted ones may sell the others.
        Item wider = licence == LicenceClass.PESTICIDE ? Item.RESTRICTED_PESTICIDE : item;
        return sql.one(
                                "SELECT COUNT(*) AS n FROM cat_seller_item WHERE seller_code = ? AND standing = 1 AND item IN (?, ?)"
                                        + " AND (valid_from IS NULL OR valid_from <= ?)"
                                        + " AND (valid_until IS NULL OR valid_until >= ?)",
                                row -> row.integer("n"),
                                sellerCode,
                                item,
                                wider,
                                date,
                                date)
                        .orElseThrow()
                > 0;
    }

    /** Nobody else decides of the one that waits, or takes its place, until the transaction ends. */
    List<String> lockWaiting(String sellerCode, Item item) {
        return sql.list(
                "SELECT id FROM cat_seller_item WHERE seller_code = ? AND item = ? AND waiting = 1 FOR UPDATE",
                row -> row.string("id"),
                sellerCode,
                item);
    }

    /**
     * @param giveWay those that waited when they were locked, and were not decided
     * @throws org.cunlu.kernel.db.SqlFailure a duplicate when another was handed in at the same moment
     */
    void insert(SellerItem made, @Nullable String number, List<String> giveWay) {
        for (String waiting : giveWay) {
            sql.change(
                    "UPDATE cat_seller_item SET state = 'REPLACED', waiting = NULL, replaced_at = ? WHERE id = ?",
                    made.submittedAt(),
                    waiting);
        }
        sql.change(
                "INSERT INTO cat_seller_item (id, seller_code, item, state, waiting, number_sealed, number_shown, valid_from,"
                        + " valid_until, submitted_by, submitted_at) VALUES (?, ?, ?, 'SUBMITTED', 1, ?, ?, ?, ?, ?, ?)",
                made.id(),
                made.sellerCode(),
                made.item(),
                number == null ? null : cipher.seal(NUMBER, number),
                made.number(),
                made.validFrom(),
                made.validUntil(),
                made.submittedBy(),
                made.submittedAt());
    }

    Optional<SellerItem> find(String id) {
        return Ids.isId(id) ? sql.one(ALL + "WHERE id = ?", ItemTable::item, id) : Optional.empty();
    }

    /** @return all, the oldest first */
    List<SellerItem> of(String sellerCode) {
        return sql.list(ALL + "WHERE seller_code = ? ORDER BY id", ItemTable::item, sellerCode);
    }

    List<SellerItem> waiting(String afterId, int count) {
        return sql.list(ALL + "WHERE waiting = 1 AND id > ? ORDER BY id LIMIT ?", ItemTable::item, afterId, count);
    }

    /** @return whether it was still waiting; what stood before it is replaced */
    boolean approve(SellerItem item, String by, Instant now) {
        sql.change(
                "UPDATE cat_seller_item SET state = 'REPLACED', standing = NULL, replaced_at = ? WHERE seller_code = ?"
                        + " AND item = ? AND standing = 1",
                now,
                item.sellerCode(),
                item.item());
        return sql.change(
                        "UPDATE cat_seller_item SET state = 'APPROVED', waiting = NULL, standing = 1, decided_by = ?,"
                                + " decided_at = ? WHERE id = ? AND waiting = 1",
                        by,
                        now,
                        item.id())
                == 1;
    }

    boolean decline(SellerItem item, String by, Instant now, String reason) {
        return sql.change(
                        "UPDATE cat_seller_item SET state = 'DECLINED', waiting = NULL, decided_by = ?, decided_at = ?,"
                                + " reason = ? WHERE id = ? AND waiting = 1",
                        by,
                        now,
                        reason,
                        item.id())
                == 1;
    }

    /** @return those that stand, end within so many days and were not reminded of so near an end yet */
    List<SellerItem> ending(LocalDate today, int days, int count) {
        return sql.list(
                ALL
                        + "WHERE standing = 1 AND valid_until >= ? AND valid_until <= ? AND (reminded IS NULL OR reminded > ?)"
                        + " ORDER BY valid_until LIMIT ?",
                ItemTable::item,
                today,
                today.plusDays(days),
                days,
                count);
    }

    boolean remind(String id, int days) {
        return sql.change(
                        "UPDATE cat_seller_item SET reminded = ? WHERE id = ? AND standing = 1"
                                + " AND (reminded IS NULL OR reminded > ?)",
                        days,
                        id,
                        days)
                == 1;
    }

    List<SellerItem> overdue(LocalDate today, int count) {
        return sql.list(
                ALL + "WHERE standing = 1 AND valid_until < ? ORDER BY valid_until LIMIT ?",
                ItemTable::item,
                today,
                count);
    }

    boolean expire(String id) {
        return sql.change(
                        "UPDATE cat_seller_item SET state = 'EXPIRED', standing = NULL WHERE id = ? AND standing = 1",
                        id)
                == 1;
    }

    /**
     * @return papers that are over and whose number or file is still kept: never decided and replaced before the one moment, or
     *     decided and over since before the other
     */
    List<SellerItem> over(Instant undecided, Instant decided, int count) {
        return sql.list(
                ALL + "WHERE state IN ('REPLACED', 'DECLINED', 'EXPIRED') AND (number_sealed IS NOT NULL OR EXISTS"
                        + " (SELECT 1 FROM cat_seller_paper p WHERE p.item_id = cat_seller_item.id))"
                        + " AND (decided_at IS NULL AND replaced_at < ? OR decided_at IS NOT NULL AND CASE state"
                        + " WHEN 'REPLACED' THEN replaced_at WHEN 'EXPIRED' THEN CAST(valid_until AS DATETIME(3))"
                        + " ELSE decided_at END < ?) ORDER BY id LIMIT ?",
                ItemTable::item,
                undecided,
                decided,
                count);
    }

    void forgetNumber(SellerItem item) {
        sql.change(
                "UPDATE cat_seller_item SET number_sealed = NULL, number_shown = CASE WHEN item IN ('IDENTITY',"
                        + " 'BANK_ACCOUNT') THEN '' ELSE number_shown END WHERE id = ?",
                item.id());
    }

    /** What a villager's record handed in is his own account's from now on. */
    int handOver(String from, String into) {
        return sql.change("UPDATE cat_seller_item SET submitted_by = ? WHERE submitted_by = ?", into, from);
    }

    /** @return number in the open, for its own person */
    @Nullable
    String number(String id) {
        byte[] sealed = sql
                .list(
                        "SELECT number_sealed FROM cat_seller_item WHERE id = ? AND number_sealed IS NOT NULL",
                        row -> row.bytes("number_sealed"),
                        id)
                .stream()
                .findFirst()
                .orElse(null);
        return sealed == null ? null : cipher.open(NUMBER, sealed);
    }

    int sentSince(String accountId, Instant since) {
        return sql.one(
                        "SELECT COUNT(*) AS n FROM cat_seller_item WHERE submitted_by = ? AND submitted_at > ?",
                        row -> row.integer("n"),
                        accountId,
                        since)
                .orElseThrow();
    }

    List<SellerItem> by(String accountId) {
        return sql.list(ALL + "WHERE submitted_by = ? ORDER BY id", ItemTable::item, accountId);
    }

    /** Takes the numbers that tell of a person. @return how many papers he handed in */
    int forget(String accountId) {
        return sql.change(
                "UPDATE cat_seller_item SET number_sealed = NULL, number_shown = CASE WHEN item IN ('IDENTITY',"
                        + " 'BANK_ACCOUNT') THEN '' ELSE number_shown END WHERE submitted_by = ?",
                accountId);
    }

    private static SellerItem item(Row row) {
        return new SellerItem(
                row.string("id"),
                row.string("seller_code"),
                row.constant("item", Item.class),
                row.constant("state", State.class),
                row.string("number_shown"),
                row.date("valid_from"),
                row.date("valid_until"),
                row.string("submitted_by"),
                row.instant("submitted_at"),
                row.string("decided_by"),
                row.instant("decided_at"),
                row.string("reason"));
    }
}
