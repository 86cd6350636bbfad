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

    void insert(String itemId, Paper file) {
        sql.change(
                "INSERT INTO cat_seller_paper (item_id, media_type, sha256, content_sealed) VALUES (?, ?, ?, ?)",
                itemId,
                file.mediaType(),
                file.sha256(),
                sealed(file.content()));
    }

    private byte[] sealed(byte[] content) {
        return cipher.seal(CONTENT, Base64.getEncoder().encodeToString(content));
    }

    /** Seals what was kept before all of them were. @return how many by this call */
    int sealSome(int limit) {
        record Open(String itemId, byte[] content) {}
        int sealed = 0;
        for (Open open : sql.list(
                "SELECT item_id, content FROM cat_seller_paper WHERE content IS NOT NULL ORDER BY item_id LIMIT ?",
                row -> new Open(row.string("item_id"), row.bytes("content")),
                limit)) {
            sealed += sql.change(
                    "UPDATE cat_seller_paper SET content_sealed = ?, content = NULL WHERE item_id = ? AND content IS NOT NULL",
                    sealed(open.content()),
                    open.itemId());
        }
        return sealed;
    }

    Optional<String> sha256(String itemId) {
        return sql.one("SELECT sha256 FROM cat_seller_paper WHERE item_id = ?", row -> row.string("sha256"), itemId);
    }

    void forgetOne(String itemId) {
        sql.change("DELETE FROM cat_seller_paper WHERE item_id = ?", itemId);
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
                "DELETE FROM cat_seller_paper WHERE item_id IN (SELECT id FROM cat_seller_item"
                        + " WHERE submitted_by = ? AND item IN ('IDENTITY', 'BANK_ACCOUNT'))",
                accountId);
    }

    private Paper paper(Row row) {
        byte[] sealed = row.bytes("content_sealed");
        byte[] content =
                sealed == null ? row.bytes("content") : Base64.getDecoder().decode(cipher.open(CONTENT, sealed));
        return new Paper(row.string("media_type"), content);
    }
}
