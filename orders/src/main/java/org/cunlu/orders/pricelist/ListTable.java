package org.cunlu.orders.pricelist;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.Shopper.Channel;
import org.cunlu.orders.pricelist.PriceList.Item;
import org.cunlu.orders.pricelist.PriceList.State;

/** Rows of price lists and their items. */
@Singleton
class ListTable {
    private static final String SELECT =
            "SELECT list_id, seller_code, name, channel, coop_code, valid_from, valid_until,"
                    + " state FROM ord_price_list";

    private final Sql sql;

    ListTable(Sql sql) {
        this.sql = sql;
    }

    /** A price that somebody may have. */
    record Price(String listId, String offerId, int minQuantity, long unitFen) {}

    void insert(PriceList list, String countyCode, String madeBy, Instant now) {
        sql.change(
                "INSERT INTO ord_price_list (list_id, county_code, seller_code, name, channel, coop_code, valid_from,"
                        + " valid_until, state, made_by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'ACTIVE', ?, ?)",
                list.listId(),
                countyCode,
                list.sellerCode(),
                list.name(),
                list.channel(),
                list.coopCode(),
                list.validFrom(),
                list.validUntil(),
                madeBy,
                now);
        sql.insertMany(
                "INSERT INTO ord_price_list_item (list_id, offer_id, min_quantity, county_code, unit_fen)",
                list.items().stream()
                        .map(item -> new Object[] {
                            list.listId(), item.offerId(), item.minQuantity(), countyCode, item.unitFen()
                        })
                        .toList());
    }

    /** @return false when it has ended before */
    boolean end(String listId) {
        return sql.change("UPDATE ord_price_list SET state = 'ENDED' WHERE list_id = ? AND state = 'ACTIVE'", listId)
                == 1;
    }

    Optional<PriceList> find(String listId) {
        return whole(sql.list(SELECT + " WHERE list_id = ?", ListTable::list, listId)).stream()
                .findFirst();
    }

    /** @return the newest first */
    List<PriceList> ofSellers(Collection<String> sellerCodes, @Nullable String before, int limit) {
        if (sellerCodes.isEmpty()) {
            return List.of();
        }
        var arguments = new ArrayList<Object>(sellerCodes);
        arguments.add(before == null ? "~" : before);
        arguments.add(limit);
        return whole(sql.list(
                SELECT + " WHERE seller_code IN (" + Sql.marks(sellerCodes.size())
                        + ") AND list_id < ? ORDER BY list_id DESC LIMIT ?",
                ListTable::list,
                arguments.toArray()));
    }

    /** @return sellers who have lists that have not run out */
    Set<String> sellers(String countyCode, Instant now) {
        return new HashSet<>(sql.list(
                "SELECT DISTINCT seller_code FROM ord_price_list WHERE county_code = ? AND state = 'ACTIVE' AND"
                        + " valid_until > ?",
                row -> row.string("seller_code"),
                countyCode,
                now));
    }

    /** @return what a buyer may have of these offers in this channel now, in order of list */
    List<Price> prices(Collection<String> offerIds, Channel channel, @Nullable String accountId, Instant now) {
        var arguments = new ArrayList<Object>(List.of(now, now, channel, accountId == null ? "" : accountId));
        arguments.addAll(offerIds);
        return sql.list(
                "SELECT i.list_id, i.offer_id, i.min_quantity, i.unit_fen FROM ord_price_list_item i JOIN ord_price_list l"
                        + " ON l.list_id = i.list_id WHERE l.state = 'ACTIVE' AND l.valid_from <= ? AND l.valid_until > ?"
                        + " AND (l.channel IS NULL OR l.channel = ?) AND (l.coop_code IS NULL OR EXISTS (SELECT 1 FROM"
                        + " ord_coop_member m WHERE m.county_code = l.county_code AND m.coop_code = l.coop_code AND"
                        + " m.account_id = ?)) AND i.offer_id IN (" + Sql.marks(offerIds.size())
                        + ") ORDER BY i.list_id",
                row -> new Price(
                        row.string("list_id"),
                        row.string("offer_id"),
                        row.integer("min_quantity"),
                        row.number("unit_fen")),
                arguments.toArray());
    }

    private List<PriceList> whole(List<PriceList> bare) {
        if (bare.isEmpty()) {
            return List.of();
        }
        Map<String, List<Item>> items = new HashMap<>();
        sql.list(
                "SELECT list_id, offer_id, min_quantity, unit_fen FROM ord_price_list_item WHERE list_id IN ("
                        + Sql.marks(bare.size()) + ") ORDER BY list_id, offer_id, min_quantity",
                row -> items.computeIfAbsent(row.string("list_id"), _ -> new ArrayList<>())
                        .add(new Item(row.string("offer_id"), row.integer("min_quantity"), row.number("unit_fen"))),
                bare.stream().map(PriceList::listId).toArray());
        return bare.stream()
                .map(list -> list.with(items.getOrDefault(list.listId(), List.of())))
                .toList();
    }

    private static PriceList list(Row row) {
        return new PriceList(
                row.string("list_id"),
                row.string("seller_code"),
                row.string("name"),
                row.string("channel") == null ? null : row.constant("channel", Channel.class),
                row.string("coop_code"),
                row.instant("valid_from"),
                row.instant("valid_until"),
                row.constant("state", State.class),
                List.of());
    }
}
