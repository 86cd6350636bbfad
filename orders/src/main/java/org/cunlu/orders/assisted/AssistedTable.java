package org.cunlu.orders.assisted;

import io.micronaut.context.annotation.Factory;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cunlu.accounts.Consents;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.privacy.FieldCipher;
import org.cunlu.kernel.privacy.SealedColumn;
import org.cunlu.orders.CounterOrders.State;

/** Rows of assisted orders; name, phone and reference sealed. */
@Singleton
class AssistedTable {
    private static final String NAME = "ord_assisted.name";
    private static final String PHONE = "ord_assisted.phone";
    private static final String REFERENCE = "ord_assisted.reference";
    private static final String SELECT =
            "SELECT assisted_id, county_code, node_code, keeper_id, account_id, village_code,"
                    + " state, name_sealed, phone_sealed, consent_way, consent_on, reference_sealed, opened_at, group_id"
                    + " FROM ord_assisted";

    private final Sql sql;
    private final FieldCipher cipher;

    AssistedTable(Sql sql, FieldCipher cipher) {
        this.sql = sql;
        this.cipher = cipher;
    }

    void insert(Assisted one) {
        sql.change(
                "INSERT INTO ord_assisted (assisted_id, county_code, node_code, keeper_id, account_id, village_code, state,"
                        + " name_sealed, phone_sealed, consent_way, consent_on, reference_sealed, opened_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                one.assistedId(),
                one.countyCode(),
                one.nodeCode(),
                one.keeperId(),
                one.accountId(),
                one.villageCode(),
                one.state(),
                cipher.seal(NAME, one.name()),
                cipher.seal(PHONE, one.phone()),
                one.consentWay(),
                one.consentOn(),
                cipher.seal(REFERENCE, one.reference()),
                one.openedAt());
    }

    Optional<Assisted> find(String assistedId) {
        return sql.one(SELECT + " WHERE assisted_id = ?", this::assisted, assistedId);
    }

    /** @param nodes stations that he keeps now @return the newest first */
    List<Assisted> ofKeeper(String keeperId, List<String> nodes, @Nullable String before, int limit) {
        if (nodes.isEmpty()) {
            return List.of();
        }
        var arguments = new ArrayList<Object>(List.of(keeperId, before == null ? "~" : before));
        arguments.addAll(nodes);
        arguments.add(limit);
        return sql.list(
                SELECT + " WHERE keeper_id = ? AND assisted_id < ? AND node_code IN (" + Sql.marks(nodes.size())
                        + ") ORDER BY assisted_id DESC LIMIT ?",
                this::assisted,
                arguments.toArray());
    }

    /**
     * @param groups how many of the latest of this keeper at this station count
     * @return ids of offers, what was ordered by most of them first
     */
    List<String> often(String keeperId, String nodeCode, int groups, int limit) {
        return sql.list(
                "SELECT l.offer_id FROM (SELECT group_id FROM ord_assisted WHERE keeper_id = ? AND node_code = ?"
                        + " AND state = 'PLACED' ORDER BY assisted_id DESC LIMIT ?) g"
                        + " JOIN ord_order o ON o.group_id = g.group_id JOIN ord_line l ON l.order_id = o.order_id"
                        + " GROUP BY l.offer_id ORDER BY COUNT(*) DESC, l.offer_id LIMIT ?",
                row -> row.string("offer_id"),
                keeperId,
                nodeCode,
                groups,
                limit);
    }

    /** @return what stations ordered for somebody */
    List<Assisted> of(String accountId) {
        return sql.list(SELECT + " WHERE account_id = ? ORDER BY assisted_id", this::assisted, accountId);
    }

    /** @return false when it is not open any more, or another account's by now */
    boolean placed(Assisted one, String groupId, Instant at) {
        return sql.change(
                        "UPDATE ord_assisted SET state = 'PLACED', group_id = ?, ended_at = ?, name_sealed = NULL,"
                                + " phone_sealed = NULL WHERE assisted_id = ? AND account_id = ? AND state = 'OPEN'",
                        groupId,
                        at,
                        one.assistedId(),
                        one.accountId())
                == 1;
    }

    /** @return false when it is not open any more */
    boolean abandon(String assistedId, Instant at) {
        return sql.change(
                        "UPDATE ord_assisted SET state = 'ABANDONED', ended_at = ?, name_sealed = NULL, phone_sealed = NULL,"
                                + " reference_sealed = NULL WHERE assisted_id = ? AND state = 'OPEN'",
                        at,
                        assistedId)
                == 1;
    }

    List<String> openedBefore(Instant at, int limit) {
        return sql.list(
                "SELECT assisted_id FROM ord_assisted WHERE state = 'OPEN' AND opened_at < ? ORDER BY opened_at LIMIT ?",
                row -> row.string("assisted_id"),
                at,
                limit);
    }

    void handOver(String fromAccountId, String intoAccountId) {
        sql.change("UPDATE ord_assisted SET account_id = ? WHERE account_id = ?", intoAccountId, fromAccountId);
    }

    void forgetReferences(String accountId) {
        sql.change("UPDATE ord_assisted SET reference_sealed = NULL WHERE account_id = ?", accountId);
    }

    private Assisted assisted(Row row) {
        return new Assisted(
                row.string("assisted_id"),
                row.string("county_code"),
                row.string("node_code"),
                row.string("keeper_id"),
                row.string("account_id"),
                row.string("village_code"),
                row.constant("state", State.class),
                opened(NAME, row.bytes("name_sealed")),
                opened(PHONE, row.bytes("phone_sealed")),
                row.constant("consent_way", Consents.Way.class),
                row.date("consent_on"),
                opened(REFERENCE, row.bytes("reference_sealed")),
                row.instant("opened_at"),
                row.string("group_id"));
    }

    private @Nullable String opened(String context, byte @Nullable [] sealed) {
        return sealed == null ? null : cipher.open(context, sealed);
    }

    /** For the rotation of keys. */
    @Factory
    static class Sealed {
        @Singleton
        @Named(NAME)
        SealedColumn name() {
            return new SealedColumn("ord_assisted", "assisted_id", "name_sealed", NAME);
        }

        @Singleton
        @Named(PHONE)
        SealedColumn phone() {
            return new SealedColumn("ord_assisted", "assisted_id", "phone_sealed", PHONE);
        }

        @Singleton
        @Named(REFERENCE)
        SealedColumn reference() {
            return new SealedColumn("ord_assisted", "assisted_id", "reference_sealed", REFERENCE);
        }
    }
}
