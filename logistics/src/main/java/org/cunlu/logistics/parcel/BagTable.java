package org.cunlu.logistics.parcel;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.Bags;
import org.cunlu.logistics.Bags.TripWithBags;
import org.cunlu.logistics.Leg;

/** The table of bags. */
@Singleton
class BagTable {
    private final Sql sql;

    BagTable(Sql sql) {
        this.sql = sql;
    }

    /** @throws org.cunlu.kernel.db.SqlFailure duplicate, when the number is taken */
    void insert(
            String sscc,
            Bags.Kind kind,
            String countyCode,
            String fromNode,
            String nextNode,
            String actor,
            Instant now) {
        sql.change(
                "INSERT INTO log_bag (sscc, kind, county_code, from_node, next_node, state, holder_kind, holder, opened_by,"
                        + " opened_at, version) VALUES (?, ?, ?, ?, ?, 'OPEN', 'NODE', ?, ?, ?, 1)",
                sscc,
                kind,
                countyCode,
                fromNode,
                nextNode,
                fromNode,
                actor,
                now);
    }

    Optional<Bag> lock(String sscc) {
        return Together.now().flatMap(scans -> scans.bag(sscc)).or(() -> locked(sscc));
    }

    private Optional<Bag> locked(String sscc) {
        var bag = sql.one("SELECT * FROM log_bag WHERE sscc = ? FOR UPDATE", BagTable::bag, sscc);
        Together.now().ifPresent(scans -> scans.hold(bag.stream().toList(), List.of()));
        return bag;
    }

    /** @return those of these that are there, in key order, locked */
    List<Bag> lock(Collection<String> ssccs) {
        return ssccs.isEmpty()
                ? List.of()
                : sql.list(
                        "SELECT * FROM log_bag WHERE sscc IN (" + Sql.marks(ssccs.size())
                                + ") ORDER BY sscc FOR UPDATE",
                        BagTable::bag,
                        ssccs.toArray());
    }

    Optional<Bag> find(String sscc) {
        return sql.one("SELECT * FROM log_bag WHERE sscc = ?", BagTable::bag, sscc);
    }

    /** @return numbers of the bags that lie in any of these */
    List<String> in(Collection<String> ssccs) {
        return sql.list(
                "SELECT sscc FROM log_bag WHERE in_bag IN (" + Sql.marks(ssccs.size()) + ")",
                row -> row.string("sscc"),
                ssccs.toArray());
    }

    boolean filled(Bag bag, @Nullable Bag.Goods goods) {
        return changed(bag, bag.state(), bag.holder(), goods);
    }

    boolean emptied(Bag bag) {
        return changed(bag, Bag.State.EMPTIED, bag.holder(), null);
    }

    boolean arrived(Bag bag, String nodeCode) {
        return changed(bag, Bag.State.ARRIVED, Holder.node(nodeCode), bag.goods());
    }

    /** Bags that lie in any of these, locked. */
    List<Bag> lockIn(Collection<String> ssccs) {
        return sql.list(
                "SELECT * FROM log_bag WHERE in_bag IN (" + Sql.marks(ssccs.size()) + ") ORDER BY sscc FOR UPDATE",
                BagTable::bag,
                ssccs.toArray());
    }

    /** Outermost bags that a trip holds in a state. @param leaving from this node; else coming to it */
    List<Bag> lockOnTrip(String trip, Bag.State state, String nodeCode, boolean leaving) {
        String held = "SELECT sscc FROM log_bag WHERE holder = ? AND holder_kind = 'TRIP' AND state = ? AND "
                + (leaving ? "from_node" : "next_node") + " = ? ORDER BY sscc";
        return Found.locked(
                () -> sql.list(held, row -> row.string("sscc"), trip, state, nodeCode), this::lock, Bag::sscc);
    }

    /** A bag under way with its trip. */
    record UnderWay(Bag bag, String lineCode, LocalDate serviceDate) {}

    /** @return bags under way to a node, also those in others, by departure */
    List<UnderWay> underWay(String nodeCode) {
        return sql.list(
                "SELECT * FROM log_bag WHERE next_node = ? AND state IN ('LOADED', 'ON_TRIP', 'AT_STOP')"
                        + " ORDER BY departs_at, sscc",
                row -> new UnderWay(bag(row), row.string("line_code"), row.date("service_date")),
                nodeCode);
    }

    /** @return trips that hold outermost bags, by where these come from and go; without the time of their arrival */
    List<TripWithBags> onTrips() {
        return sql.list(
                "SELECT from_node, next_node, line_code, service_date, MIN(departs_at) AS departs_at, COUNT(*) AS bags"
                        + " FROM log_bag WHERE state = 'ON_TRIP' AND in_bag IS NULL"
                        + " GROUP BY from_node, next_node, line_code, service_date ORDER BY next_node, departs_at",
                row -> new TripWithBags(
                        row.string("from_node"),
                        row.string("next_node"),
                        row.string("line_code"),
                        row.date("service_date"),
                        row.instant("departs_at"),
                        null,
                        row.integer("bags")));
    }

    void seal(Bag bag, @Nullable String seal) {
        change("UPDATE log_bag SET seal = ? WHERE sscc = ?", seal, bag.sscc());
    }

    boolean putInto(Bag inner, @Nullable Bag outer) {
        return change(
                        "UPDATE log_bag SET in_bag = ?, version = version + 1 WHERE sscc = ? AND version = ?",
                        outer == null ? null : outer.sscc(),
                        inner.sscc(),
                        inner.version())
                == 1;
    }

    void takeOut(String sscc) {
        change("UPDATE log_bag SET in_bag = NULL, version = version + 1 WHERE sscc = ?", sscc);
    }

    /** @return whether neither a parcel nor another bag lies in it */
    boolean empty(String sscc) {
        return sql.one(
                        "SELECT EXISTS (SELECT 1 FROM log_parcel WHERE in_bag = ?)"
                                + " OR EXISTS (SELECT 1 FROM log_bag WHERE in_bag = ?) AS filled",
                        row -> row.number("filled") == 0,
                        sscc,
                        sscc)
                .orElseThrow();
    }

    boolean becomes(Bag bag, Bag.State state) {
        return changed(bag, state, bag.holder(), bag.goods());
    }

    boolean left(Bag bag, Leg trip, Bag.State state) {
        return changed(bag, state, Holder.trip(trip.lineCode(), trip.serviceDate()), bag.goods())
                && change(
                                "UPDATE log_bag SET line_code = ?, service_date = ?, departs_at = ? WHERE sscc = ?",
                                trip.lineCode(),
                                trip.serviceDate(),
                                trip.departsAt(),
                                bag.sscc())
                        == 1;
    }

    /** Off the trip again, where it was opened; its seal stays. */
    boolean offloaded(Bag bag, String nodeCode) {
        return changed(bag, Bag.State.OPEN, Holder.node(nodeCode), bag.goods())
                && change(
                                "UPDATE log_bag SET line_code = NULL, service_date = NULL, departs_at = NULL"
                                        + " WHERE sscc = ?",
                                bag.sscc())
                        == 1;
    }

    private boolean changed(Bag bag, Bag.State state, Holder holder, @Nullable Bag.Goods goods) {
        return change(
                        "UPDATE log_bag SET state = ?, holder_kind = ?, holder = ?, goods = ?, version = version + 1"
                                + " WHERE sscc = ? AND version = ? AND state = ?",
                        state,
                        holder.kind(),
                        holder.id(),
                        goods,
                        bag.sscc(),
                        bag.version(),
                        bag.state())
                == 1;
    }

    private int change(String statement, Object... arguments) {
        Together.now().ifPresent(Together::bagsChange);
        return sql.changeWithAll(statement, arguments);
    }

    private static Bag bag(Row row) {
        return new Bag(
                row.string("sscc"),
                row.string("county_code"),
                row.string("from_node"),
                row.string("next_node"),
                row.constant("state", Bag.State.class),
                new Holder(row.constant("holder_kind", Holder.Kind.class), row.string("holder")),
                row.constant("goods", Bag.Goods.class),
                row.instant("departs_at"),
                row.string("seal"),
                row.string("in_bag"),
                row.integer("version"),
                row.constant("kind", Bags.Kind.class) == Bags.Kind.CRATE);
    }
}
