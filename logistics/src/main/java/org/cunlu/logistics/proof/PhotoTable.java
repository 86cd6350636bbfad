package org.cunlu.logistics.proof;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.media.Picture;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Photos;

/** The table of photos. */
@Singleton
class PhotoTable implements Photos {
    private static final Pattern ID = Pattern.compile("[0-9A-Z]{13}");
    private static final String AGO = "TIMESTAMPADD(MICROSECOND, -?, UTC_TIMESTAMP(3))";

    private final Sql sql;
    private final Transactions transactions;

    PhotoTable(Sql sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    /** What is told of a photo. @param sha256 of the bytes that are kept */
    @Serdeable
    record Photo(String photoId, String node, int width, int height, String sha256) {}

    /** A photo with its bytes. */
    record Seen(Photo photo, String uploader, byte[] bytes) {}

    /** A scan, or a step of a run, that names a photo. @param what its kind */
    @Serdeable
    record Shown(String photoId, String what, String node, String actor, Instant at) {}

    Optional<Photo> sent(String uploader, String nodeCode, String sentSha256) {
        return sql.one(
                "SELECT photo_id, node_code, width, height, sha256 FROM log_photo"
                        + " WHERE uploaded_by = ? AND node_code = ? AND sent_sha256 = ?",
                PhotoTable::photo,
                uploader,
                nodeCode,
                sentSha256);
    }

    /** Sent again and not used yet: its time begins anew. */
    void renew(String photoId) {
        transactions.run(() -> sql.change(
                "UPDATE log_photo SET uploaded_at = UTC_TIMESTAMP(3) WHERE photo_id = ? AND kept = 0", photoId));
    }

    /** @throws org.cunlu.kernel.db.SqlFailure duplicate, when he sends the same twice at once */
    void insert(String photoId, Node node, String uploader, String sentSha256, Picture picture) {
        transactions.run(() -> sql.change(
                "INSERT INTO log_photo (photo_id, county_code, node_code, uploaded_by, sent_sha256, sha256, media_type, width,"
                        + " height, bytes, uploaded_at, kept)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3), 0)",
                photoId,
                node.countyCode(),
                node.code(),
                uploader,
                sentSha256,
                picture.sha256(),
                Picture.MEDIA_TYPE,
                picture.width(),
                picture.height(),
                picture.bytes()));
    }

    /** @return how many of his no scan names */
    long unused(String uploader) {
        return sql.one(
                        "SELECT COUNT(*) AS n FROM log_photo WHERE uploaded_by = ? AND kept = 0",
                        row -> row.number("n"),
                        uploader)
                .orElseThrow();
    }

    @Override
    public boolean keep(String photoId, String nodeCode, String uploader) {
        return isId(photoId)
                && sql.change(
                                "UPDATE log_photo SET kept = 1 WHERE photo_id = ? AND node_code = ? AND uploaded_by = ?",
                                photoId,
                                nodeCode,
                                uploader)
                        == 1;
    }

    Optional<Seen> find(String photoId) {
        if (!isId(photoId)) {
            return Optional.empty();
        }
        return sql.one(
                "SELECT photo_id, node_code, width, height, sha256, uploaded_by, bytes FROM log_photo WHERE photo_id = ?",
                row -> new Seen(photo(row), row.string("uploaded_by"), row.bytes("bytes")),
                photoId);
    }

    /**
     * @param number barcode of a parcel or SSCC of a bag
     * @return scans of it, and what crews told of it, that name a photo, the oldest first
     */
    List<Shown> of(String number) {
        return sql.list(
                "SELECT photo_id, kind, node_code, actor, occurred_at FROM (SELECT photo_id, kind, node_code, actor,"
                        + " occurred_at FROM log_scan WHERE barcode = ? AND photo_id IS NOT NULL UNION SELECT photo_id, kind,"
                        + " node_code, actor, occurred_at FROM log_scan WHERE sscc = ? AND photo_id IS NOT NULL UNION"
                        + " SELECT r.photo_id, r.kind, r.node_code, r.actor, r.occurred_at FROM log_run_step r"
                        + " WHERE r.thing = ? AND r.photo_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM log_scan s"
                        + " WHERE s.photo_id = r.photo_id AND (s.barcode = r.thing OR s.sscc = r.thing))) shown"
                        + " ORDER BY occurred_at, photo_id",
                row -> new Shown(
                        row.string("photo_id"),
                        row.string("kind"),
                        row.string("node_code"),
                        row.string("actor"),
                        row.instant("occurred_at")),
                number,
                number,
                number);
    }

    private static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** @return how many were forgotten, at most {@code limit} */
    int forgetUnused(Duration age, int limit) {
        return transactions.run(() -> sql.change(
                "DELETE FROM log_photo WHERE kept = 0 AND uploaded_at < " + AGO + " ORDER BY uploaded_at LIMIT "
                        + limit,
                age.toMillis() * 1000));
    }

    private static Photo photo(Row row) {
        return new Photo(
                row.string("photo_id"),
                row.string("node_code"),
                row.integer("width"),
                row.integer("height"),
                row.string("sha256"));
    }
}
