package org.cunlu.logistics.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.GoodsUnits;
import org.cunlu.logistics.GoodsUnits.Found;
import org.cunlu.logistics.GoodsUnits.Opened;
import org.cunlu.logistics.GoodsUnits.Unit;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Promises;
import org.cunlu.logistics.Shipments;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Act;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.Document;
import org.cunlu.logistics.StockBook.Incoming;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.StockLine;
import org.cunlu.logistics.StockOwner;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.parcel.Work;
import org.cunlu.logistics.release.Proposing.Wanted;
import org.cunlu.logistics.release.Proposing.WantedLine;
import org.cunlu.logistics.release.Proposing.WantedPlace;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.MovedClock;
import org.cunlu.logistics.standin.StandInCatalog;
import org.cunlu.logistics.standin.StandInNetwork;

/** A county with reserves of its own and of its city at the hub, one instance of it, and its people. */
record ReserveCounty(ApplicationContext context) {
    static final String HUB = StandInNetwork.HUB;
    static final String NEAR = StandInNetwork.VILLAGE11;
    static final String FAR = StandInNetwork.VILLAGE12;
    static final Caller OFFICER = person("officer", Role.RESERVE_OFFICER, "COUNTY");
    static final Caller REVIEWER = person("reviewer", Role.RESERVE_REVIEWER, "COUNTY");
    static final Caller AUTHORITY = person("authority", Role.RESERVE_AUTHORITY, "COUNTY");

    static Caller person(String account, Role role, String level) {
        return new Caller(account, List.of(new Grant(role, new Scope(Scope.Kind.LEVEL, level))));
    }

    static Caller keeper(String node) {
        return new Caller("keeper", List.of(new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, node))));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    Sql sql() {
        return bean(Sql.class);
    }

    Transactions transactions() {
        return bean(Transactions.class);
    }

    Ids ids() {
        return bean(Ids.class);
    }

    /** @return a new SKU of rice that spoils, of 5 kg, which reserves keep */
    String rice() {
        String sku = bean(StandInCatalog.class).sku("R" + ids().next(), StorageClass.DRY, true);
        transactions()
                .run(() -> sql().change(
                                "INSERT INTO log_reserve_good (sku_code, commodity_code, grams) VALUES (?, ?, 5000)",
                                sku,
                                sku));
        return sku;
    }

    /** A holding of this level at the hub with a lot of these pieces. @return the programme's code */
    String reserve(String sku, String level, String lot, LocalDate expires, long pieces) {
        String programme = level.substring(0, 2) + sku;
        keep(programme, programme, sku, level, lot, expires, pieces);
        return programme;
    }

    /** Another commodity of a programme of the county. */
    void beside(String programme, String sku, String lot, LocalDate expires, long pieces) {
        keep(programme, "H" + sku, sku, "COUNTY", lot, expires, pieces);
    }

    private void keep(
            String programme, String holding, String sku, String level, String lot, LocalDate expires, long pieces) {
        String id = ids().next();
        bean(StandInCatalog.class).lot(lot, sku, expires);
        transactions().run(() -> {
            sql().change(
                            "INSERT IGNORE INTO log_reserve_programme (programme_code, county_code, name, class_code,"
                                    + " level_code, legal_basis, opened_by, opened_at) VALUES (?, ?, 'x',"
                                    + " 'FINISHED_GRAIN', ?, 'x', 'test', UTC_TIMESTAMP(3))",
                            programme,
                            HUB,
                            level);
            sql().change(
                            "INSERT IGNORE INTO log_reserve_holding (holding_code, county_code, programme_code, level_code,"
                                    + " holder_name, commodity_code, node_code, grams, from_on, until_on, fee_fen,"
                                    + " min_share_bp, good_grams, opened_by, opened_at) VALUES (?, ?, ?, ?, 'x', ?, ?,"
                                    + " 1000000, '2026-01-01', '2030-01-01', 0, 0, 0, 'test', UTC_TIMESTAMP(3))",
                            holding,
                            HUB,
                            programme,
                            level,
                            sku,
                            HUB);
            sql().change(
                            "INSERT INTO log_reserve_lot (reserve_lot_id, county_code, holding_code, programme_code,"
                                    + " node_code, sku_code, lot_code, variety, grade, cost_fen, grams, in_on, expires_on,"
                                    + " good, held) VALUES (?, ?, ?, ?, ?, ?, ?, 'x', '1', 100, 5000, '2026-11-01', ?, 0, 0)",
                            id,
                            HUB,
                            holding,
                            programme,
                            HUB,
                            sku,
                            lot,
                            expires);
            receive(
                    sku,
                    lot,
                    expires,
                    new StockOwner("RESERVE:" + programme),
                    pieces,
                    new Document("MOVE_IN", ids().next()));
        });
    }

    void sale(String sku, String lot, LocalDate expires, long pieces) {
        bean(StandInCatalog.class).lot(lot, sku, expires);
        transactions().run(() -> receive(sku, lot, expires, StockOwner.OWN, pieces, null));
    }

    private void receive(String sku, String lot, LocalDate expires, StockOwner owner, long pieces, Document document) {
        bean(StockBook.class)
                .receive(
                        new Act(What.RECEIVED, HUB, HUB, null, "test", null, null, document),
                        List.of(new Incoming(
                                new StockPart(sku, HUB, lot, owner, StockStatus.AVAILABLE, ""),
                                expires,
                                null,
                                pieces)));
    }

    /** @return an order that is paid and to be packed at the hub, promised so many hours from now */
    String order(String sku, long pieces, int hours) {
        String order = ids().next();
        Instant now = bean(MovedClock.class).instant();
        var lines = List.of(new StockLine(sku, HUB, pieces));
        var kept =
                (Promise.Kept) bean(Promises.class).promise(HUB, NEAR, new org.cunlu.logistics.Load(1_000, 1_000), now);
        transactions().run(() -> {
            bean(Shipments.class)
                    .book(new Shipments.Booking(
                            order,
                            HUB,
                            HUB,
                            NEAR,
                            "RECIPIENT0001",
                            0,
                            lines,
                            new Promise.Kept(kept.legs(), now.plusSeconds(hours * 3_600L), kept.arrival())));
            if (!bean(Stock.class).reserve(HUB, Map.of(order, lines), true)) {
                throw new AssertionError("nothing for sale");
            }
        });
        return order;
    }

    Wanted wanted(String level, boolean drill, GivingWay rule, String sku, long pieces, long need) {
        return wanted(level, drill, rule, new WantedLine(sku, pieces, need, 0L));
    }

    Wanted wanted(String level, boolean drill, GivingWay rule, WantedLine line) {
        return new Wanted(
                level,
                drill,
                "洪水断路",
                "受灾群众口粮",
                "客货邮班线优先",
                bean(MovedClock.class).instant().plusSeconds(86_400),
                SharingRule.PEOPLE,
                rule,
                List.of(line),
                List.of(new WantedPlace(NEAR, 1_000), new WantedPlace(FAR, 1_000)));
    }

    String proposed(Wanted wanted) {
        return bean(Proposing.class).propose(OFFICER, wanted, "key-" + ids().next());
    }

    String reviewed(Wanted wanted) {
        String id = proposed(wanted);
        bean(Deciding.class).review(REVIEWER, id, new Deciding.Review(true, null));
        return id;
    }

    Release release(String id) {
        return bean(ReleaseTable.class).find(id).orElseThrow();
    }

    List<Release.Draw> draws(String id) {
        return bean(DrawTable.class).of(id);
    }

    /** @return on hand, on hold, allocated, floor of a SKU at the hub */
    List<Long> level(String sku) {
        return transactions()
                .read(() -> sql().one(
                                "SELECT on_hand, on_hold, allocated, floor_qty FROM log_stock_level WHERE sku_code = ?"
                                        + " AND node_code = ?",
                                row -> List.of(
                                        row.number("on_hand"),
                                        row.number("on_hold"),
                                        row.number("allocated"),
                                        row.number("floor_qty")),
                                sku,
                                HUB)
                        .orElseThrow());
    }

    long free(String sku) {
        return bean(StockBook.class).free(new SkuAtNode(sku, HUB));
    }

    long count(String from, Object... arguments) {
        return transactions()
                .read(() -> sql().one("SELECT COUNT(*) AS n FROM " + from, row -> row.number("n"), arguments)
                        .orElseThrow());
    }

    /** Somebody takes pieces of this lot off hold at a node. */
    void unheld(String sku, String node, String lot, long pieces) {
        var held = Approving.held(new SkuAtNode(sku, node), lot);
        transactions()
                .run(() -> bean(StockBook.class)
                        .post(
                                new Act(What.UNHELD, HUB, node, "没问题", "keeper", null, null, null),
                                List.of(
                                        new Change(held, -pieces),
                                        new Change(held.with(StockStatus.AVAILABLE), pieces))));
    }

    /** All that was shipped to a station rides there and is taken in. */
    void received(String id, String node) {
        var byTransfer = draws(id, node).stream().collect(Collectors.groupingBy(Release.Draw::transferId));
        List<Unit> units = transactions()
                .read(() -> bean(GoodsUnits.class).of(byTransfer.keySet()).values().stream()
                        .flatMap(List::stream)
                        .toList());
        units.forEach(unit -> rides(unit.barcode(), node));
        transactions().run(() -> {
            bean(GoodsUnits.class)
                    .takeIn(
                            bean(Network.class).node(node).orElseThrow(),
                            units.stream().map(ReserveCounty::whole).toList(),
                            "keeper");
            byTransfer.forEach((transfer, draws) -> {
                sql().change("UPDATE log_transfer_line SET received = shipped WHERE transfer_id = ?", transfer);
                sql().change("UPDATE log_transfer SET state = 'DONE' WHERE transfer_id = ?", transfer);
                bean(StockBook.class)
                        .post(
                                new Act(
                                        What.TRANSFERRED,
                                        HUB,
                                        node,
                                        null,
                                        "keeper",
                                        null,
                                        null,
                                        new Document("TRANSFER", transfer)),
                                draws.stream()
                                        .map(draw -> new Change(
                                                Approving.held(new SkuAtNode(draw.skuCode(), node), draw.lotCode()),
                                                draw.pieces()))
                                        .toList());
            });
        });
    }

    private List<Release.Draw> draws(String id, String node) {
        return bean(DrawTable.class).of(id, node);
    }

    private void rides(String barcode, String node) {
        String town = StandInNetwork.TOWN1;
        scanned("11:55", ScanKind.OUT, HUB, barcode);
        scanned("13:05", ScanKind.IN, town, barcode);
        scanned("14:55", ScanKind.OUT, town, barcode);
        scanned("15:45", ScanKind.IN, node, barcode);
    }

    private void scanned(String time, ScanKind kind, String node, String barcode) {
        var clock = bean(MovedClock.class);
        clock.set(CountyTime.instant(CountyTime.date(clock.instant()), LocalTime.parse(time)));
        assertThat(bean(Work.class).does(kind, node, barcode, null))
                .isEqualTo(kind == ScanKind.IN ? "AT_NODE" : "ON_TRIP");
    }

    private static Opened whole(Unit unit) {
        return new Opened(
                unit.barcode(),
                unit.lines().stream()
                        .map(line -> new Found(line.lineNo(), line.packed(), 0))
                        .toList());
    }

    Map<String, Object> violations() {
        return bean(Audit.class).violations();
    }
}
