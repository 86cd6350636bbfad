package org.cunlu.logistics.recycling;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;

/** The table of what is taken back. */
@Singleton
class KindTable {
    private static final String SELECT =
            "SELECT code, name, english, storage_class, piece_fen, kilogram_fen, enabled FROM log_recycling_kind ";

    private final Sql sql;

    KindTable(Sql sql) {
        this.sql = sql;
    }

    /**
     * @param storageClass how it must be kept; a node takes only what it may hold
     * @param pieceFen what who brings it is credited with for a piece, 0 for nothing
     * @param kilogramFen and for a kilogram
     */
    @Serdeable
    record Kind(
            @NotBlank @Pattern(regexp = "[A-Z0-9-]{1,16}") String code,
            @NotBlank @Size(max = 20) String name,
            @NotBlank @Pattern(regexp = "[ -~]{1,40}") String english,
            @NotNull StorageClass storageClass,
            @PositiveOrZero @Max(1_000_000) long pieceFen,
            @PositiveOrZero @Max(1_000_000) long kilogramFen,
            boolean enabled) {
        /** Rounded down to the fen. */
        long creditFen(long pieces, long grams) {
            return Math.addExact(Math.multiplyExact(pieces, pieceFen), Math.multiplyExact(grams, kilogramFen) / 1_000);
        }
    }

    List<Kind> all() {
        return sql.list(SELECT + "ORDER BY code", KindTable::kind);
    }

    Optional<Kind> find(String code) {
        return sql.one(SELECT + "WHERE code = ?", KindTable::kind, code);
    }

    void put(Kind kind) {
        sql.change(
                "INSERT INTO log_recycling_kind (code, name, english, storage_class, piece_fen, kilogram_fen, enabled)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE name = VALUES(name),"
                        + " english = VALUES(english), storage_class = VALUES(storage_class),"
                        + " piece_fen = VALUES(piece_fen), kilogram_fen = VALUES(kilogram_fen), enabled = VALUES(enabled)",
                kind.code(),
                kind.name(),
                kind.english(),
                kind.storageClass(),
                kind.pieceFen(),
                kind.kilogramFen(),
                kind.enabled());
    }

    private static Kind kind(Row row) {
        return new Kind(
                row.string("code"),
                row.string("name"),
                row.string("english"),
                row.constant("storage_class", StorageClass.class),
                row.number("piece_fen"),
                row.number("kilogram_fen"),
                row.flag("enabled"));
    }
}
