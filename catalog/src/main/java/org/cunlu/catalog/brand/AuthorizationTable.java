package org.cunlu.catalog.brand;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.catalog.BrandRight.Unit;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;

/** Rows of authorisations with their origins, and the step that each took. */
@Singleton
class AuthorizationTable {
    private static final String SELECT = """
            SELECT a.id, a.brand_code, a.seller_code, e.name AS seller_name, a.grade, a.unit, a.quota, a.used, a.valid_from,
                   a.valid_until, a.certificate_no, c.sha256, a.state, a.version
            FROM cat_brand_authorization a
            LEFT JOIN cat_seller e ON e.code = a.seller_code
            LEFT JOIN cat_brand_certificate c ON c.authorization_id = a.id
            """;

    private final Sql sql;

    AuthorizationTable(Sql sql) {
        this.sql = sql;
    }

    void insert(List<Authorization> all, Instant at, String actor) {
        sql.insertMany(
                "INSERT INTO cat_brand_authorization (id, brand_code, seller_code, grade, unit, quota, valid_from,"
                        + " valid_until, certificate_no, state, granted_at, version)",
                all.stream()
                        .map(each -> new Object[] {
                            each.authorizationId(),
                            each.brandCode(),
                            each.sellerCode(),
                            each.grade(),
                            each.unit(),
                            each.quota(),
                            each.validFrom(),
                            each.validUntil(),
                            each.certificateNo(),
                            each.state(),
                            each.state() == AuthorizationState.GRANTED ? at : null,
                            each.version()
                        })
                        .toList());
        var origins = new ArrayList<Object[]>();
        for (Authorization each : all) {
            each.origins()
                    .forEach(origin -> origins.add(new Object[] {
                        each.authorizationId(), origin, each.brandCode(), each.sellerCode(), each.grade()
                    }));
        }
        sql.insertMany(
                "INSERT INTO cat_brand_origin (authorization_id, origin_code, brand_code, seller_code, grade)",
                origins);
        all.forEach(each -> step(each, actor, null, at));
    }

    Optional<Authorization> find(String id) {
        return withOrigins(sql.list(SELECT + "WHERE a.id = ?", AuthorizationTable::authorization, id)).stream()
                .findFirst();
    }

    /** @return those of a certificate's number that were granted, also when they were revoked, the newest first */
    List<Authorization> numbered(String certificateNo, int limit) {
        return withOrigins(sql.list(
                SELECT + "WHERE a.certificate_no = ? AND a.state IN ('GRANTED', 'REVOKED') AND a.granted_at IS NOT NULL"
                        + " ORDER BY a.id DESC LIMIT ?",
                AuthorizationTable::authorization,
                certificateNo,
                limit));
    }

    /** Holds it, so that nothing is sold under it until the transaction has ended. */
    void lock(String id) {
        sql.one("SELECT id FROM cat_brand_authorization WHERE id = ? FOR UPDATE", row -> row.string("id"), id);
    }

    List<Authorization> ofBrands(Collection<String> brandCodes, String afterId, int count) {
        return page("a.brand_code", brandCodes, afterId, count);
    }

    List<Authorization> ofSellers(Collection<String> sellerCodes, String afterId, int count) {
        return page("a.seller_code", sellerCodes, afterId, count);
    }

    private List<Authorization> page(String column, Collection<String> codes, String afterId, int count) {
        if (codes.isEmpty()) {
            return List.of();
        }
        var arguments = new ArrayList<Object>(codes);
        arguments.add(afterId);
        arguments.add(count);
        return withOrigins(sql.list(
                SELECT + "WHERE " + column + " IN (" + Sql.marks(codes.size()) + ") AND a.id > ? ORDER BY a.id LIMIT ?",
                AuthorizationTable::authorization,
                arguments.toArray()));
    }

    /** @return the seller's right under that certificate's number, whatever became of it */
    Optional<Authorization> certified(String brandCode, String sellerCode, String certificateNo) {
        return withOrigins(sql.list(
                        SELECT + "WHERE a.brand_code = ? AND a.seller_code = ? AND a.certificate_no = ?"
                                + " ORDER BY a.id DESC LIMIT 1",
                        AuthorizationTable::authorization,
                        brandCode,
                        sellerCode,
                        certificateNo))
                .stream()
                .findFirst();
    }

    /** @return those of a brand that are proposed or granted */
    List<Authorization> standing(String brandCode) {
        return withOrigins(sql.list(
                SELECT + "WHERE a.brand_code = ? AND a.state IN ('PROPOSED', 'GRANTED') ORDER BY a.id",
                AuthorizationTable::authorization,
                brandCode));
    }

    /** @return false when it was not as it was read */
    boolean move(Authorization from, AuthorizationState to, String actor, String reason, Instant at) {
        boolean moved = sql.change(
                        "UPDATE cat_brand_authorization SET state = ?, version = version + 1,"
                                + " granted_at = CASE WHEN ? = 'GRANTED' THEN ? ELSE granted_at END,"
                                + " revoked_at = CASE WHEN ? = 'REVOKED' THEN ? ELSE revoked_at END"
                                + " WHERE id = ? AND version = ? AND state = ?",
                        to,
                        to,
                        at,
                        to,
                        at,
                        from.authorizationId(),
                        from.version(),
                        from.state())
                == 1;
        if (moved) {
            find(from.authorizationId()).ifPresent(now -> step(now, actor, reason, at));
        }
        return moved;
    }

    /** @return false when it was not as it was read, or more is sold */
    boolean quota(Authorization from, long quota, String actor, String reason, Instant at) {
        boolean changed = sql.change(
                        "UPDATE cat_brand_authorization SET quota = ?, version = version + 1"
                                + " WHERE id = ? AND version = ? AND state = 'GRANTED' AND used <= ?",
                        quota,
                        from.authorizationId(),
                        from.version(),
                        quota)
                == 1;
        if (changed) {
            find(from.authorizationId()).ifPresent(now -> step(now, actor, reason, at));
        }
        return changed;
    }

    private void step(Authorization now, String actor, String reason, Instant at) {
        sql.change(
                "INSERT INTO cat_brand_step (authorization_id, version, state, quota, actor, reason, at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                now.authorizationId(),
                now.version(),
                now.state(),
                now.quota(),
                actor,
                reason,
                at);
    }

    private List<Authorization> withOrigins(List<Authorization> bare) {
        if (bare.isEmpty()) {
            return bare;
        }
        Map<String, List<String>> origins = new HashMap<>();
        sql.list(
                        "SELECT authorization_id, origin_code FROM cat_brand_origin WHERE authorization_id IN ("
                                + Sql.marks(bare.size()) + ") ORDER BY authorization_id, origin_code",
                        row -> Map.entry(row.string("authorization_id"), row.string("origin_code")),
                        bare.stream().map(Authorization::authorizationId).toArray())
                .forEach(each -> origins.computeIfAbsent(each.getKey(), id -> new ArrayList<>())
                        .add(each.getValue()));
        return bare.stream()
                .map(each -> each.from(origins.getOrDefault(each.authorizationId(), List.of())))
                .toList();
    }

    private static Authorization authorization(Row row) {
        String seller = row.string("seller_name");
        return new Authorization(
                row.string("id"),
                row.string("brand_code"),
                row.string("seller_code"),
                seller == null ? row.string("seller_code") : seller,
                row.string("grade"),
                List.of(),
                row.constant("unit", Unit.class),
                row.number("quota"),
                row.number("used"),
                row.date("valid_from"),
                row.date("valid_until"),
                row.string("certificate_no"),
                row.string("sha256"),
                row.constant("state", AuthorizationState.class),
                row.integer("version"));
    }
}
