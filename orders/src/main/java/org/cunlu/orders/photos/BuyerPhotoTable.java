package org.cunlu.orders.photos;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.media.Picture;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.BuyerPhotos;

/** The table of photos. */
@Singleton
class BuyerPhotoTable implements BuyerPhotos {
    private final Sql sql;
    private final Transactions transactions;

    BuyerPhotoTable(Sql sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    /** @return the id of a photo that he sent before and that nothing names */
    Optional<String> unused(String accountId, String sentSha256) {
        return sql
                .list(
                        "SELECT photo_id FROM ord_photo WHERE account_id = ? AND used_by IS NULL AND sent_sha256 = ?"
                                + " ORDER BY photo_id LIMIT 1",
                        row -> row.string("photo_id"),
                        accountId,
                        sentSha256)
                .stream()
                .findFirst();
    }

    long unused(String accountId) {
        return sql.one(
                        "SELECT COUNT(*) AS n FROM ord_photo WHERE account_id = ? AND used_by IS NULL",
                        row -> row.number("n"),
                        accountId)
                .orElseThrow();
    }

    void insert(String photoId, String accountId, String sentSha256, Picture picture) {
        transactions.run(() -> sql.change(
                "INSERT INTO ord_photo (photo_id, account_id, sent_sha256, width, height, bytes, uploaded_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3))",
                photoId,
                accountId,
                sentSha256,
                picture.width(),
                picture.height(),
                picture.bytes()));
    }

    @Override
    public void use(String accountId, Collection<String> photoIds, String usedBy) {
        transactions.require();
        List<String> each = photoIds.stream().distinct().sorted().toList();
        if (each.isEmpty()) {
            return;
        }
        var arguments = new ArrayList<Object>(List.of(usedBy, accountId, usedBy));
        arguments.addAll(each);
        int used = sql.change(
                "UPDATE ord_photo SET used_by = ? WHERE account_id = ? AND (used_by IS NULL OR used_by = ?)"
                        + " AND photo_id IN (" + Sql.marks(each.size()) + ")",
                arguments.toArray());
        if (used != each.size()) {
            throw ProblemException.invalid("photos", "photo-unknown", "没有这张照片，请重新上传 · No such photo, send it again");
        }
    }

    @Override
    public void keepOnly(String accountId, Collection<String> photoIds, String usedBy) {
        transactions.require();
        var arguments = new ArrayList<Object>(List.of(usedBy, accountId));
        arguments.addAll(photoIds);
        sql.change(
                "UPDATE ord_photo SET used_by = NULL WHERE used_by = ? AND account_id = ?"
                        + (photoIds.isEmpty() ? "" : " AND photo_id NOT IN (" + Sql.marks(photoIds.size()) + ")"),
                arguments.toArray());
    }

    @Override
    public List<String> of(String usedBy) {
        return sql.list(
                "SELECT photo_id FROM ord_photo WHERE used_by = ? ORDER BY photo_id",
                row -> row.string("photo_id"),
                usedBy);
    }

    @Override
    public Optional<byte[]> bytes(String photoId, String usedBy) {
        return sql.one(
                "SELECT bytes FROM ord_photo WHERE photo_id = ? AND used_by = ?",
                row -> row.bytes("bytes"),
                photoId,
                usedBy);
    }

    @Override
    public void forget(Collection<String> usedBy) {
        if (!usedBy.isEmpty()) {
            sql.change("DELETE FROM ord_photo WHERE used_by IN (" + Sql.marks(usedBy.size()) + ")", usedBy.toArray());
        }
    }

    @Override
    public void handOver(String fromAccountId, String intoAccountId) {
        sql.change("UPDATE ord_photo SET account_id = ? WHERE account_id = ?", intoAccountId, fromAccountId);
    }

    /** @return how many were forgotten, at most {@code limit} */
    int forgetUnused(Duration age, int limit) {
        return transactions.run(() -> sql.change(
                "DELETE FROM ord_photo WHERE used_by IS NULL AND uploaded_at < TIMESTAMPADD(MICROSECOND, -?,"
                        + " UTC_TIMESTAMP(3)) ORDER BY uploaded_at LIMIT " + limit,
                age.toMillis() * 1000));
    }
}
