package org.cunlu.catalog.pictures;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.media.Picture;

/** Pictures by hash and size. What is kept never changes. */
@Singleton
class PictureTable {
    private final Sql sql;

    PictureTable(Sql sql) {
        this.sql = sql;
    }

    Set<String> known(Collection<String> hashes) {
        List<String> asked =
                hashes.stream().filter(each -> each.matches("[0-9a-f]{64}")).toList();
        return asked.isEmpty()
                ? Set.of()
                : new HashSet<>(sql.list(
                        "SELECT hash FROM cat_picture WHERE hash IN (" + Sql.marks(asked.size()) + ")",
                        row -> row.string("hash"),
                        asked.toArray()));
    }

    int sentSince(String account, Instant since) {
        return sql.one(
                        "SELECT COUNT(*) AS n FROM cat_picture WHERE uploaded_by = ? AND uploaded_at > ?",
                        row -> row.integer("n"),
                        account,
                        since)
                .orElseThrow();
    }

    /** @return false when it is kept already */
    boolean begin(String hash, String account, Instant now) {
        return sql.change(
                        "INSERT IGNORE INTO cat_picture (hash, uploaded_by, uploaded_at) VALUES (?, ?, ?)",
                        hash,
                        account,
                        now)
                == 1;
    }

    void keep(String hash, int longest, Picture picture) {
        sql.change(
                "INSERT INTO cat_picture_file (hash, longest, width, height, bytes) VALUES (?, ?, ?, ?, ?)",
                hash,
                longest,
                picture.width(),
                picture.height(),
                picture.bytes());
    }

    Optional<byte[]> bytes(String hash, int longest) {
        return sql.one(
                "SELECT bytes FROM cat_picture_file WHERE hash = ? AND longest = ?",
                row -> row.bytes("bytes"),
                hash,
                longest);
    }
}
