package org.cunlu.catalog.brand;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.cunlu.kernel.db.Sql;

/** Files of certificates, one an authorisation. */
@Singleton
class CertificateTable {
    private final Sql sql;

    CertificateTable(Sql sql) {
        this.sql = sql;
    }

    void put(String authorizationId, Certificate file) {
        sql.change(
                "INSERT INTO cat_brand_certificate (authorization_id, media_type, sha256, content) VALUES (?, ?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE media_type = VALUES(media_type), sha256 = VALUES(sha256),"
                        + " content = VALUES(content)",
                authorizationId,
                file.mediaType(),
                file.sha256(),
                file.content());
    }

    Optional<Certificate> find(String authorizationId) {
        return sql.one(
                "SELECT media_type, sha256, content FROM cat_brand_certificate WHERE authorization_id = ?",
                row -> new Certificate(row.string("media_type"), row.string("sha256"), row.bytes("content")),
                authorizationId);
    }
}
