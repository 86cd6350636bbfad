package org.cunlu.catalog.lot;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.cunlu.catalog.LotOrigin.Facts;
import org.cunlu.catalog.LotOrigin.Input;
import org.cunlu.catalog.LotOrigin.Inspection;
import org.cunlu.catalog.LotOrigin.Seller;
import org.cunlu.catalog.SellerKind;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.media.Paper;

/** The tables of what sellers tell of their lots. */
@Singleton
class LotRecordTable {
    private static final String NEWEST =
            "v.version = (SELECT MAX(m.version) FROM cat_lot_version m WHERE m.lot_code = v.lot_code)";

    private final Sql sql;

    LotRecordTable(Sql sql) {
        this.sql = sql;
    }

    /** Whose a lot is. */
    Optional<String> sellerOf(String lotCode) {
        return sql.one(
                "SELECT v.seller_code FROM cat_lot_version v WHERE v.lot_code = ? AND " + NEWEST,
                row -> row.string("seller_code"),
                lotCode);
    }

    /** @return those of these shops that offer the SKU */
    List<String> offering(String skuCode, Collection<String> shops) {
        if (shops.isEmpty()) {
            return List.of();
        }
        var arguments = new ArrayList<Object>(List.of(skuCode));
        arguments.addAll(shops);
        return sql.list(
                "SELECT seller_code FROM cat_offer WHERE sku_code = ? AND seller_code IN (" + Sql.marks(shops.size())
                        + ") ORDER BY seller_code",
                row -> row.string("seller_code"),
                arguments.toArray());
    }

    Seller seller(String code) {
        return sql.one(
                        "SELECT code, name, kind FROM cat_seller WHERE code = ?",
                        row -> new Seller(
                                row.string("code"), row.string("name"), row.constant("kind", SellerKind.class)),
                        code)
                .orElseThrow();
    }

    String homeOf(String sellerCode) {
        return sql.one("SELECT home_node FROM cat_seller WHERE code = ?", row -> row.string("home_node"), sellerCode)
                .orElseThrow();
    }

    /** Makes the lot the caller's alone until his transaction ends. @return its SKU */
    Optional<String> lock(String lotCode) {
        return sql.one(
                "SELECT sku_code FROM cat_lot WHERE code = ? FOR UPDATE", row -> row.string("sku_code"), lotCode);
    }

    void correct(String lotCode, Facts facts) {
        sql.change(
                "UPDATE cat_lot SET producer = ?, produced_on = ? WHERE code = ?",
                facts.producer(),
                facts.producedOn(),
                lotCode);
    }

    void insert(String lotCode, String seller, Facts facts, String by) {
        sql.change(
                "INSERT INTO cat_lot_version (lot_code, version, seller_code, producer, produced_on, expires_on, plot,"
                        + " area_code, reason, recorded_by, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                lotCode,
                facts.version(),
                seller,
                facts.producer(),
                facts.producedOn(),
                facts.expiresOn(),
                facts.plot(),
                facts.areaCode(),
                facts.reason(),
                by,
                facts.recordedAt());
        var rows = new ArrayList<Object[]>();
        for (Input input : facts.inputs()) {
            rows.add(new Object[] {
                lotCode,
                facts.version(),
                rows.size(),
                input.name(),
                input.registrationNo(),
                input.appliedOn(),
                input.safeDays()
            });
        }
        sql.insertMany(
                "INSERT INTO cat_lot_input (lot_code, version, seq, name, registration_no, applied_on, safe_days)",
                rows);
    }

    /** @return oldest first */
    List<Facts> versions(String lotCode) {
        record At(int version, Input input) {}
        var inputs = sql.list(
                "SELECT version, name, registration_no, applied_on, safe_days FROM cat_lot_input WHERE lot_code = ?"
                        + " ORDER BY version, seq",
                row -> new At(
                        row.integer("version"),
                        new Input(
                                row.string("name"),
                                row.string("registration_no"),
                                row.date("applied_on"),
                                row.integer("safe_days"))),
                lotCode);
        return sql.list(
                "SELECT * FROM cat_lot_version WHERE lot_code = ? ORDER BY version",
                row -> facts(
                        row,
                        inputs.stream()
                                .filter(at -> at.version() == row.integer("version"))
                                .map(At::input)
                                .toList()),
                lotCode);
    }

    private static Facts facts(Row row, List<Input> inputs) {
        return new Facts(
                row.integer("version"),
                row.string("producer"),
                row.date("produced_on"),
                row.date("expires_on"),
                row.string("plot"),
                row.string("area_code"),
                row.string("reason"),
                row.instant("recorded_at"),
                inputs);
    }

    /** @return lots of these shops by code, after this one */
    List<String> of(Collection<String> shops, @Nullable String after, int limit) {
        if (shops.isEmpty()) {
            return List.of();
        }
        var arguments = new ArrayList<Object>(shops);
        arguments.add(after == null ? "" : after);
        return sql.list(
                "SELECT v.lot_code FROM cat_lot_version v WHERE v.seller_code IN (" + Sql.marks(shops.size())
                        + ") AND v.lot_code > ? AND v.version = 1 ORDER BY v.lot_code LIMIT " + limit,
                row -> row.string("lot_code"),
                arguments.toArray());
    }

    /** @return whether it is new */
    boolean insert(String lotCode, Inspection inspection, String by) {
        return sql.change(
                        "INSERT IGNORE INTO cat_lot_inspection (inspection_id, lot_code, what, inspector, inspected_on,"
                                + " passed, file_sha256, recorded_by, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        inspection.id(),
                        lotCode,
                        inspection.what(),
                        inspection.inspector(),
                        inspection.on(),
                        inspection.passed(),
                        inspection.fileSha256(),
                        by,
                        inspection.recordedAt())
                == 1;
    }

    List<Inspection> inspections(String lotCode) {
        return sql.list(
                "SELECT * FROM cat_lot_inspection WHERE lot_code = ? ORDER BY inspected_on, recorded_at, inspection_id",
                row -> new Inspection(
                        row.string("inspection_id"),
                        row.string("what"),
                        row.string("inspector"),
                        row.date("inspected_on"),
                        row.flag("passed"),
                        row.string("file_sha256"),
                        row.instant("recorded_at")),
                lotCode);
    }

    void insert(String lotCode, Paper file, String by, Instant now) {
        sql.change(
                "INSERT INTO cat_lot_file (lot_code, sha256, media_type, content, recorded_by, recorded_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE sha256 = cat_lot_file.sha256",
                lotCode,
                file.sha256(),
                file.mediaType(),
                file.content(),
                by,
                now);
    }

    boolean hasFile(String lotCode, String sha256) {
        return sql.one(
                        "SELECT sha256 FROM cat_lot_file WHERE lot_code = ? AND sha256 = ?",
                        row -> row.string("sha256"),
                        lotCode,
                        sha256)
                .isPresent();
    }

    long files(String lotCode) {
        return sql.one("SELECT COUNT(*) AS n FROM cat_lot_file WHERE lot_code = ?", row -> row.number("n"), lotCode)
                .orElse(0L);
    }

    Optional<Paper> file(String lotCode, String sha256) {
        return sql.one(
                "SELECT media_type, content FROM cat_lot_file WHERE lot_code = ? AND sha256 = ?",
                row -> new Paper(row.string("media_type"), row.bytes("content")),
                lotCode,
                sha256);
    }

    Optional<String> gtin(String skuCode) {
        return sql.one("SELECT gtin FROM cat_sku_gtin WHERE sku_code = ?", row -> row.string("gtin"), skuCode);
    }

    /** @return false when the SKU has a GTIN already, or another SKU has this one */
    boolean insertGtin(String skuCode, String gtin) {
        return sql.change("INSERT IGNORE INTO cat_sku_gtin (sku_code, gtin) VALUES (?, ?)", skuCode, gtin) == 1;
    }

    Optional<String> skuName(String skuCode) {
        return sql.one("SELECT name FROM cat_sku WHERE code = ?", row -> row.string("name"), skuCode);
    }
}
