package org.cunlu.logistics.reserve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.ReserveClass;
import org.cunlu.logistics.ReserveHolding;
import org.cunlu.logistics.ReserveLevel;
import org.cunlu.logistics.ReserveRefill;
import org.cunlu.logistics.Reserves;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Act;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.StockLine;
import org.cunlu.logistics.StockOwner;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.reserve.CustodyTable.Intake;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.MovedClock;
import org.cunlu.logistics.standin.Room;
import org.cunlu.logistics.standin.StandInCatalog;
import org.cunlu.logistics.standin.StandInNetwork;

/** A programme of the county with one holding at the hub, and people of all its roles. */
abstract class Granary implements TestPropertyProvider {
    static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");
    static final String HUB = StandInNetwork.HUB;

    static final Caller AUTHORITY = person("AUTHORITY", Role.RESERVE_AUTHORITY);
    static final Caller OFFICER = person("OFFICER", Role.RESERVE_OFFICER);
    static final Caller CLERK = person("CLERK", Role.RESERVE_OFFICER);

    @Inject
    Founding founding;

    @Inject
    Intakes intakes;

    @Inject
    Custody custody;

    @Inject
    Claiming claiming;

    @Inject
    Changing changing;

    @Inject
    ClaimTable claims;

    @Inject
    CustodyTable papers;

    @Inject
    ProgramTable programmes;

    @Inject
    Reserves reserves;

    @Inject
    Stock stock;

    @Inject
    StockBook book;

    @Inject
    StandInCatalog catalog;

    @Inject
    MovedClock clock;

    @Inject
    Transactions transactions;

    @Inject
    Sql sql;

    @Inject
    Ids ids;

    @Inject
    Audit audit;

    String sku;
    ReserveHolding holding;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    static Caller person(String id, Role role) {
        return new Caller(id, List.of(new Grant(role, new Scope(Scope.Kind.LEVEL, ReserveLevel.COUNTY.name()))));
    }

    String key() {
        return "key-" + ids.next();
    }

    /** A holding of its own for a SKU of its own; a piece weighs 500 g. */
    void found(String commodity, long grams) {
        clock.set(NOON);
        sku = catalog.sku("G" + ids.next(), StorageClass.DRY, true);
        String programme = "P" + ids.next();
        founding.program(
                AUTHORITY,
                new Founding.NewProgram(
                        programme, HUB, "县级储备", ReserveClass.GRAIN, ReserveLevel.COUNTY, null, null, "储备管理办法"),
                key());
        founding.good(AUTHORITY, new Founding.NewGood(sku, commodity));
        holding = hold(programme, commodity, HUB, grams);
    }

    ReserveHolding hold(String programme, String commodity, String node, long grams) {
        return founding.holding(
                AUTHORITY,
                new Founding.NewHolding(
                        "H" + ids.next(),
                        programme,
                        "县粮油公司",
                        commodity,
                        node,
                        grams,
                        LocalDate.parse("2020-01-01"),
                        LocalDate.parse("2036-01-01"),
                        10_000L,
                        75_000L,
                        null),
                key());
    }

    Intake arrive(String lot, long pieces, String rotationId) {
        return intakes.register(
                CLERK,
                new Intakes.Arrival(
                        holding.code(),
                        sku,
                        lot,
                        "小麦",
                        "一等",
                        200L,
                        pieces,
                        null,
                        null,
                        null,
                        rotationId == null ? null : ReserveRefill.Of.ROTATION,
                        rotationId,
                        null),
                key());
    }

    /** @return id of the reserve's lot */
    String take(String lot, long pieces) {
        return intakes.inspect(
                        OFFICER,
                        arrive(lot, pieces, null).intakeId(),
                        new Intakes.Inspection(true, "水分 12.5%", 200L),
                        key())
                .lotId();
    }

    /** Sale stock beside it. */
    void own(String lot, long pieces) {
        transactions.run(() -> book.receive(
                act(What.RECEIVED, null),
                List.of(new StockBook.Incoming(StockPart.own(new SkuAtNode(sku, HUB), lot), null, null, pieces))));
    }

    Act act(What what, StockBook.Document document) {
        return new Act(what, StandInNetwork.COUNTY, HUB, "点货", "HAND", null, null, document);
    }

    String post(What what, Change... changes) {
        return transactions.run(() -> book.post(act(what, null), List.of(changes)));
    }

    StockPart part(String lot, StockStatus status) {
        return new StockPart(sku, HUB, lot, new StockOwner("RESERVE:" + holding.programme()), status, "");
    }

    boolean sell(long pieces) {
        try {
            return transactions.run(() -> {
                if (!stock.reserve(
                        StandInNetwork.COUNTY, Map.of(ids.next(), List.of(new StockLine(sku, HUB, pieces))), true)) {
                    throw new IllegalStateException("short");
                }
                return true;
            });
        } catch (IllegalStateException e) {
            return false;
        }
    }

    long available() {
        return stock.available(List.of(sku), List.of(HUB)).getOrDefault(new SkuAtNode(sku, HUB), 0L);
    }

    long level(String column) {
        return sql.one(
                        "SELECT " + column + " AS n FROM log_stock_level WHERE sku_code = ? AND node_code = ?",
                        row -> row.number("n"),
                        sku,
                        HUB)
                .orElseThrow();
    }

    List<ClaimTable.Claim> owed() {
        return claims.of(holding.code(), "", 100);
    }

    static void refused(String code, Supplier<?> attempt) {
        assertThatThrownBy(attempt::get)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(code));
    }
}
