package org.cunlu.catalog.shop;

import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.media.Paper;
import org.cunlu.kernel.privacy.FieldCipher;

/** Files of sellers' papers, one a paper. */
@Singleton
class PaperTable {
    static final String CONTENT = "cat_seller_paper.content";

    private final Sql sql;
    private final FieldCipher cipher;

    PaperTable(Sql sql, FieldCipher cipher) {
        this.sql = sql;
        this.cipher = cipher;
    }

    void insert(String itemId, Paper file, boolean personal) {
        sql.change(
                "INSERT INTO cat_seller_paper (item_id, media_type, sha256, content, content_sealed) VALUES (?, ?, ?, ?, ?)",
                itemId,
                file.mediaType(),
                file.sha256(),
                personal ? null : file.content(),
                personal ? cipher.seal(CONTENT, Base64.getEncoder().encodeToString(file.content())) : null);
    }

    Optional<Paper> find(String itemId) {
        return sql.one(
                "SELECT media_type, content, content_sealed FROM cat_seller_paper WHERE item_id = ?",
                this::paper,
                itemId);
    }

    boolean exists(String itemId) {
        return sql.one("SELECT item_id FROM cat_seller_paper WHERE item_id = ?", row -> row.string("item_id"), itemId)
                .isPresent();
    }

    /** Takes the papers that show a person who handed them in. */
    void forget(String accountId) {
        sql.change(
                "DELETE FROM cat_seller_paper WHERE content_sealed IS NOT NULL AND item_id IN (SELECT id FROM"
                        + " cat_seller_item WHERE submitted_by = ?)",
                accountId);
    }

    private Paper paper(Row row) {
        byte[] sealed = row.bytes("content_sealed");
        byte[] content =
                sealed == null ? row.bytes("content") : Base64.getDecoder().decode(cipher.open(CONTENT, sealed));
        return new Paper(row.string("media_type"), content);
    }
}
