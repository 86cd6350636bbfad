package org.cunlu.catalog.shop;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.catalog.SellerKind;
import org.cunlu.catalog.ShopNames;
import org.cunlu.catalog.SuspendedShops;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;

/** Sellers as such: made by an approval or a file, suspended and reinstated. */
@Singleton
class SellerTable implements SuspendedShops, ShopNames {
    private static final String ALL =
            "SELECT code, name, kind, home_node, suspended, suspended_at, suspended_for FROM cat_seller ";

    private final Sql sql;

    SellerTable(Sql sql) {
        this.sql = sql;
    }

    /** A shop. @param suspendedFor told to the seller; null unless suspended */
    @Serdeable
    record Seller(
            String code,
            String name,
            SellerKind kind,
            String homeNode,
            boolean suspended,
            @Nullable Instant suspendedAt,
            @Nullable String suspendedFor) {}

    @Override
    public Set<String> among(Collection<String> sellerCodes) {
        return sellerCodes.isEmpty()
                ? Set.of()
                : Set.copyOf(sql.list(
                        "SELECT code FROM cat_seller WHERE suspended AND code IN (" + Sql.marks(sellerCodes.size())
                                + ")",
                        row -> row.string("code"),
                        sellerCodes.toArray()));
    }

    @Override
    public Map<String, String> names(Collection<String> sellerCodes) {
        return sellerCodes.isEmpty()
                ? Map.of()
                : sql
                        .list(
                                "SELECT code, name FROM cat_seller WHERE code IN (" + Sql.marks(sellerCodes.size())
                                        + ")",
                                row -> Map.entry(row.string("code"), row.string("name")),
                                sellerCodes.toArray())
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    Optional<Seller> find(String code) {
        return sql.one(ALL + "WHERE code = ?", SellerTable::seller, code);
    }

    List<Seller> list(String after, int count) {
        return sql.list(ALL + "WHERE code > ? ORDER BY code LIMIT ?", SellerTable::seller, after, count);
    }

    void insert(Application approved) {
        sql.change(
                "INSERT INTO cat_seller (code, name, kind, home_node) VALUES (?, ?, ?, ?)",
                approved.sellerCode(),
                approved.name(),
                approved.kind(),
                approved.homeNode());
    }

    /** @return false when it is so already */
    boolean suspend(String code, Instant now, String reason) {
        return sql.change(
                        "UPDATE cat_seller SET suspended = TRUE, suspended_at = ?, suspended_for = ?"
                                + " WHERE code = ? AND NOT suspended",
                        now,
                        reason,
                        code)
                == 1;
    }

    boolean reinstate(String code) {
        return sql.change(
                        "UPDATE cat_seller SET suspended = FALSE, suspended_at = NULL, suspended_for = NULL"
                                + " WHERE code = ? AND suspended",
                        code)
                == 1;
    }

    private static Seller seller(Row row) {
        return new Seller(
                row.string("code"),
                row.string("name"),
                row.constant("kind", SellerKind.class),
                row.string("home_node"),
                row.flag("suspended"),
                row.instant("suspended_at"),
                row.string("suspended_for"));
    }
}
