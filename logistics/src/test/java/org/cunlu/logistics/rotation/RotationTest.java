package org.cunlu.logistics.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
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
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.ReserveBooks;
import org.cunlu.logistics.Reserves;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Act;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.rotation.RotationTable.Offer;
import org.cunlu.logistics.rotation.RotationTable.Rotation;
import org.cunlu.logistics.rotation.RotationTable.Sequence;
import org.cunlu.logistics.rotation.RotationTable.State;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.MovedClock;
import org.cunlu.logistics.standin.Rivals;
import org.cunlu.logistics.standin.Room;
import org.cunlu.logistics.standin.StandInCatalog;
import org.cunlu.logistics.standin.StandInNetwork;
import org.cunlu.logistics.standin.StandInReserve;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Old lots go by an approved rotation, within their gap, and never below the minimum share. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RotationTest implements TestPropertyProvider {
    private static final String HUB = StandInNetwork.HUB;
    private static final Caller OFFICER = person("OFFICER", Role.RESERVE_OFFICER);
    private static final Caller AUTHORITY = person("AUTHORITY", Role.RESERVE_AUTHORITY);

    @Inject
    Turning turning;

    @Inject
    Auctioning auctioning;

    @Inject
    Plan plan;

    @Inject
    Alerting alerting;

    @Inject
    StockBook stock;

    @Inject
    Reserves reserves;

    @Inject
    StandInReserve shelf;

    @Inject
    StandInCatalog catalog;

    @Inject
    ReserveBooks books;

    @Inject
    MovedClock clock;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    @Inject
    Ids ids;

    @Inject
    Audit audit;

    private String sku;
    private String holding;
    private String lot;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    private static Caller person(String id, Role role) {
        return new Caller(id, List.of(new Grant(role, new Scope(Scope.Kind.LEVEL, "COUNTY"))));
    }

    /** 2,400 pieces of 500 g are there, of a contract of 1,000,000 g at 70 %. */
    @BeforeEach
    void aFullHolding() {
        clock.set(Instant.parse("2026-11-23T04:00:00Z"));
        sku = catalog.sku("T" + ids.next(), StorageClass.DRY, true);
        shelf.keep(sku, "L" + sku, HUB, 2_400);
        holding = sql.one(
                        "SELECT holding_code FROM log_reserve_lot WHERE sku_code = ?",
                        row -> row.string("holding_code"),
                        sku)
                .orElseThrow();
        shelf.share(holding, 7_000);
        lot = reserves.lots(holding).getFirst().id();
    }

    @AfterEach
    void booksStillBalance() {
        assertThat(audit.violations()).isEmpty();
    }

    private String key() {
        return "key-" + ids.next();
    }

    private Rotation approved(long pieces, Sequence sequence, Offer offer) {
        var rotation =
                turning.propose(OFFICER, new Turning.Proposal(lot, pieces, sequence, offer, null, "到期轮换"), key());
        return turning.decide(AUTHORITY, rotation.rotationId(), new Turning.Decision(true, null), key());
    }

    private long level(String column) {
        return sql.one(
                        "SELECT " + column + " AS n FROM log_stock_level WHERE sku_code = ? AND node_code = ?",
                        row -> row.number("n"),
                        sku,
                        HUB)
                .orElseThrow();
    }

    private static void refused(String code, Supplier<?> attempt) {
        assertThatThrownBy(attempt::get)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(code));
    }

    @Test
    void lessThanTheMinimumShareNeverStays() {
        var tooMany = approved(1_001, Sequence.OUT_FIRST, Offer.SHOP);
        refused("below-minimum-share", () -> turning.out(OFFICER, tooMany.rotationId(), key()));
        assertThat(level("floor_qty")).isEqualTo(2_400);
        var rotation = approved(1_000, Sequence.OUT_FIRST, Offer.SHOP);
        assertThat(turning.out(OFFICER, rotation.rotationId(), key()).state()).isEqualTo(State.OUT);
        assertThat(level("floor_qty")).isEqualTo(1_400);
        assertThat(level("on_hand")).isEqualTo(2_400);
        refused("rotation-not-due", () -> turning.out(OFFICER, rotation.rotationId(), key()));
        var one = approved(1, Sequence.OUT_FIRST, Offer.SHOP);
        refused("below-minimum-share", () -> turning.out(OFFICER, one.rotationId(), key()));
    }

    @Test
    void rivalsWhoTurnAtOnceLeaveTheMinimum() throws Exception {
        var all = List.of(
                approved(400, Sequence.OUT_FIRST, Offer.AUCTION),
                approved(400, Sequence.OUT_FIRST, Offer.SHOP),
                approved(400, Sequence.OUT_FIRST, Offer.SHOP),
                approved(400, Sequence.OUT_FIRST, Offer.SHOP));
        var answers = Rivals.all(4, rival -> {
            try {
                return turning.out(OFFICER, all.get(rival).rotationId(), key())
                        .state()
                        .name();
            } catch (ProblemException e) {
                return e.code();
            }
        });
        assertThat(answers).containsOnly("OUT", "below-minimum-share");
        assertThat(level("floor_qty")).isEqualTo(1_600);
    }

    @Test
    void aTargetsShareOfItsProgrammeStaysInSeasonHoweverManyTurnAtOnce() throws Exception {
        shelf.share(holding, 0);
        String maize = catalog.sku("M" + ids.next(), StorageClass.DRY, true);
        shelf.keep("P" + sku, "MAIZE", maize, "L" + maize, HUB, 1_200);
        // 1,200,000 g of 1,800,000 g: 600 pieces can be spared, by hand in docs/reserve.md.
        shelf.target("P" + sku, "WHEAT", HUB, 6_000);
        var tooMany = approved(601, Sequence.OUT_FIRST, Offer.SHOP);
        refused("below-target-share", () -> turning.out(OFFICER, tooMany.rotationId(), key()));
        assertThat(level("floor_qty")).isEqualTo(2_400);
        var both =
                List.of(approved(400, Sequence.OUT_FIRST, Offer.SHOP), approved(400, Sequence.OUT_FIRST, Offer.SHOP));
        var answers = Rivals.all(2, rival -> {
            try {
                return turning.out(OFFICER, both.get(rival).rotationId(), key())
                        .state()
                        .name();
            } catch (ProblemException e) {
                return e.code();
            }
        });
        assertThat(answers).containsExactlyInAnyOrder("OUT", "below-target-share");
        turning.out(OFFICER, approved(200, Sequence.OUT_FIRST, Offer.SHOP).rotationId(), key());
        var one = approved(1, Sequence.OUT_FIRST, Offer.SHOP);
        refused("below-target-share", () -> turning.out(OFFICER, one.rotationId(), key()));
        transactions.run(() -> sql.change(
                "UPDATE log_reserve_programme SET season_from = '03-01', season_to = '05-31' WHERE programme_code = ?",
                "P" + sku));
        assertThat(turning.out(OFFICER, one.rotationId(), key()).state()).isEqualTo(State.OUT);
        assertThat(level("floor_qty")).isEqualTo(1_799);
    }

    @Test
    void whatWaitsForItsAuctionIsNotTakenOffHoldForTheShop() {
        String code = "L" + sku;
        var held = StockPart.own(new SkuAtNode(sku, HUB), code).with(StockStatus.ON_HOLD);
        turning.out(OFFICER, approved(200, Sequence.OUT_FIRST, Offer.AUCTION).rotationId(), key());
        Supplier<String> unheld = () -> transactions.run(() -> stock.post(
                new Act(What.UNHELD, StandInNetwork.COUNTY, HUB, "没问题", "HAND", null, null, null),
                List.of(new Change(held, -1), new Change(held.with(StockStatus.AVAILABLE), 1))));
        refused("release-goods", unheld);
        assertThat(level("on_hold")).isEqualTo(200);
    }

    @Test
    void whatIsSoldAtAuctionLeavesAndWhatIsNotIsSaleStock() {
        var sold = approved(200, Sequence.OUT_FIRST, Offer.AUCTION).rotationId();
        var unsold = approved(300, Sequence.OUT_FIRST, Offer.AUCTION).rotationId();
        var shop = approved(10, Sequence.OUT_FIRST, Offer.SHOP).rotationId();
        var sale = new Auctioning.Result(true, "某面粉厂", 12_000L, "成交记录 7");
        refused("no-auction-waits", () -> auctioning.result(AUTHORITY, sold, sale, key()));
        List.of(sold, unsold, shop).forEach(id -> turning.out(OFFICER, id, key()));
        refused("no-auction-waits", () -> auctioning.result(AUTHORITY, shop, sale, key()));
        refused(
                "sale-incomplete",
                () -> auctioning.result(AUTHORITY, sold, new Auctioning.Result(true, " ", 1L, "x"), key()));
        refused("not-found", () -> auctioning.result(OFFICER, sold, sale, key()));
        var same = new Caller(OFFICER.accountId(), AUTHORITY.grants());
        refused("second-person-needed", () -> auctioning.result(same, sold, sale, key()));
        assertThat(auctioning.result(AUTHORITY, sold, sale, key()))
                .extracting(Rotation::auction, Rotation::soldTo, Rotation::soldFen)
                .containsExactly(RotationTable.Auction.SOLD, "某面粉厂", 12_000L);
        assertThat(level("on_hand")).isEqualTo(2_200);
        assertThat(level("on_hold")).isEqualTo(300);
        refused("no-auction-waits", () -> auctioning.result(AUTHORITY, sold, sale, key()));
        auctioning.result(AUTHORITY, unsold, new Auctioning.Result(false, null, null, "流拍"), key());
        assertThat(level("on_hand")).isEqualTo(2_200);
        assertThat(level("on_hold")).isZero();
    }

    @Test
    void aRefillIsOrderedInADraftThatEndsWithTheRotation() {
        var rotation = approved(200, Sequence.IN_FIRST, Offer.SHOP);
        assertThat(orders("state")).containsExactly("DRAFT");
        assertThat(orders("holding_code")).containsExactly(holding);
        assertThat(sql.list(
                        "SELECT l.ordered FROM log_purchase_line l JOIN log_purchase p ON p.purchase_id = l.purchase_id"
                                + " WHERE p.refills_id = ?",
                        row -> row.number("ordered"),
                        rotation.rotationId()))
                .containsExactly(200L);
        shelf.refill(holding, sku, "N" + sku, 150, rotation.rotationId());
        assertThat(orders("state")).containsExactly("DRAFT");
        shelf.refill(holding, sku, "M" + sku, 50, rotation.rotationId());
        assertThat(orders("state")).containsExactly("CLOSED");
        turning.out(OFFICER, rotation.rotationId(), key());
        var next = approved(100, Sequence.OUT_FIRST, Offer.SHOP);
        assertThat(orders("state")).containsExactly("CLOSED");
        turning.out(OFFICER, next.rotationId(), key());
        assertThat(orders("state")).containsExactly("CLOSED", "DRAFT");
    }

    private List<String> orders(String column) {
        return sql.list(
                "SELECT " + column + " AS it FROM log_purchase WHERE holding_code = ? ORDER BY purchase_id",
                row -> row.string("it"),
                holding);
    }

    @Test
    void theGapLastsFourMonthsAndIsExtendedOnceByTwoAtMost() {
        var rotation = approved(200, Sequence.OUT_FIRST, Offer.AUCTION);
        String id = rotation.rotationId();
        refused("not-extendable", () -> turning.extend(AUTHORITY, id, new Turning.Extension(1, "洪水"), key()));
        var out = turning.out(OFFICER, id, key());
        assertThat(out.allowedUntil()).isEqualTo(LocalDate.parse("2027-03-23"));
        assertThat(level("on_hold")).isEqualTo(200);
        refused("extension-too-long", () -> turning.extend(AUTHORITY, id, new Turning.Extension(3, "洪水"), key()));
        clock.set(CountyTime.instant(LocalDate.parse("2027-03-23"), LocalTime.NOON));
        assertThat(turning.extend(AUTHORITY, id, new Turning.Extension(2, "洪水"), key())
                        .extendedUntil())
                .isEqualTo(LocalDate.parse("2027-05-23"));
        refused("not-extendable", () -> turning.extend(AUTHORITY, id, new Turning.Extension(1, "洪水"), key()));
        assertThat(books.gaps(List.of(holding), LocalDate.parse("2027-04-01"), LocalDate.parse("2027-04-30")))
                .containsExactly(new ReserveBooks.Gap(
                        holding,
                        LocalDate.parse("2026-11-23"),
                        null,
                        LocalDate.parse("2027-03-23"),
                        LocalDate.parse("2027-05-23")));
        var late = approved(100, Sequence.OUT_FIRST, Offer.SHOP);
        turning.out(OFFICER, late.rotationId(), key());
        clock.set(CountyTime.instant(LocalDate.parse("2027-07-24"), LocalTime.NOON));
        refused(
                "not-extendable",
                () -> turning.extend(AUTHORITY, late.rotationId(), new Turning.Extension(1, "晚"), key()));
    }

    @Test
    void whoProposedDoesNotApproveAndNobodyElsesIsSeen() {
        var rotation = turning.propose(
                OFFICER, new Turning.Proposal(lot, 10L, Sequence.OUT_FIRST, Offer.SHOP, null, "到期"), key());
        var same = new Caller(OFFICER.accountId(), AUTHORITY.grants());
        refused(
                "second-person-needed",
                () -> turning.decide(same, rotation.rotationId(), new Turning.Decision(true, null), key()));
        refused(
                "reason-needed",
                () -> turning.decide(AUTHORITY, rotation.rotationId(), new Turning.Decision(false, null), key()));
        var city = new Caller("CITY", List.of(new Grant(Role.RESERVE_AUTHORITY, new Scope(Scope.Kind.LEVEL, "CITY"))));
        refused(
                "not-found",
                () -> turning.decide(city, rotation.rotationId(), new Turning.Decision(true, null), key()));
        refused("rotation-not-due", () -> turning.out(OFFICER, rotation.rotationId(), key()));
    }

    @Test
    void inFirstGoesOutWhenAllIsInAndNothingComesThatNoRotationWaitsFor() {
        var rotation = approved(200, Sequence.IN_FIRST, Offer.SHOP);
        String id = rotation.rotationId();
        refused("rotation-not-due", () -> turning.out(OFFICER, id, key()));
        refused("refill-unasked", () -> shelf.refill(holding, sku, "N" + sku, 201, id));
        shelf.refill(holding, sku, "N" + sku, 200, id);
        var out = turning.out(OFFICER, id, key());
        assertThat(out.state()).isEqualTo(State.FULL);
        assertThat(level("floor_qty")).isEqualTo(2_400);
        assertThat(books.gaps(List.of(holding), LocalDate.EPOCH, LocalDate.of(9999, 12, 31)))
                .isEmpty();
    }

    @Test
    void aGapEndsWhenAllIsInAgain() {
        var rotation = approved(200, Sequence.OUT_FIRST, Offer.SHOP);
        turning.out(OFFICER, rotation.rotationId(), key());
        clock.set(CountyTime.instant(LocalDate.parse("2026-12-01"), LocalTime.NOON));
        shelf.refill(holding, sku, "N" + sku, 150, rotation.rotationId());
        shelf.refill(holding, sku, "N" + sku, 50, rotation.rotationId());
        assertThat(books.gaps(List.of(holding), LocalDate.parse("2026-11-01"), LocalDate.parse("2026-12-31")))
                .extracting(ReserveBooks.Gap::inOn)
                .containsExactly(LocalDate.parse("2026-12-01"));
        assertThat(books.entries(List.of(holding), LocalDate.parse("2026-12-01")))
                .extracting(each -> each.why() + " " + each.grams())
                .containsExactly("INTAKE 1200000", "ROTATED_OUT -100000", "ROTATED_IN 75000", "ROTATED_IN 25000");
        assertThat(books.entries(List.of(holding), LocalDate.parse("2026-12-01")))
                .as("fen for the grams of a piece, as it was bought")
                .allMatch(each -> each.costFen() > 0 && each.costGrams() == 500);
    }

    @Test
    void whatWouldLeaveARestThatIsNoWholePieceIsNotTakenIn() {
        var id = approved(3, Sequence.OUT_FIRST, Offer.SHOP).rotationId();
        turning.out(OFFICER, id, key());
        var of = reserves.holding(holding).orElseThrow();
        refused("refill-uneven", () -> {
            plan.demand(id, of, sku, 750);
            return id;
        });
        plan.demand(id, of, sku, 1_000);
    }

    @Test
    void eachAlertIsTakenOnceAndAJumpTellsTheNearest() {
        for (String[] day : new String[][] {
            {"2029-10-02", ""}, {"2029-10-03", "90"}, {"2029-12-03", "30 90"}, {"2029-12-30", "30 7 90"}
        }) {
            clock.set(CountyTime.instant(LocalDate.parse(day[0]), LocalTime.NOON));
            alerting.sweep();
            alerting.sweep();
            assertThat(String.join(
                            " ",
                            sql.list(
                                    "SELECT CAST(days_before AS CHAR) AS n FROM log_reserve_alert WHERE reserve_lot_id = ?"
                                            + " ORDER BY 1",
                                    row -> row.string("n"),
                                    lot)))
                    .as(day[0])
                    .isEqualTo(day[1]);
        }
    }

    @Test
    void thePlanTellsWhatIsDueWithinAYearByTheCommoditysCycle() {
        // Wheat that came on 2026-01-01 is due after 48 months.
        var wheat = reserves.holding(holding).orElseThrow();
        assertThat(plan.ahead(wheat, LocalDate.parse("2028-12-31"))).isEmpty();
        assertThat(plan.ahead(wheat, LocalDate.parse("2029-01-01")))
                .extracting(Plan.Turn::dueOn)
                .containsExactly(LocalDate.parse("2030-01-01"));
    }
}
