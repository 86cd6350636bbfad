package org.cunlu.logistics.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.ReserveDeed;
import org.cunlu.logistics.ReserveTarget;
import org.cunlu.logistics.Reserves;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.reserve.Changing.Proposal;
import org.cunlu.logistics.reserve.Changing.Wish;
import org.cunlu.logistics.reserve.ClaimTable.State;
import org.cunlu.logistics.standin.StandInNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What belongs to a reserve stays, is told when it does not, and is made good. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReserveTest extends Granary {
    @BeforeEach
    void aHolding() {
        found("WHEAT", 1_000_000);
    }

    @AfterEach
    void booksStillBalance() {
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void noSaleTakesStockBelowTheFloorAlsoFromASharedLot() {
        take("L" + sku, 100);
        own("L" + sku, 10);
        assertThat(available()).isEqualTo(10);
        assertThat(sell(11)).isFalse();
        assertThat(sell(10)).isTrue();
        assertThat(sell(1)).isFalse();
        assertThat(level("floor_qty")).isEqualTo(100);
    }

    @Test
    void nothingIsTakenInBeforeAnotherHasInspectedIt() {
        var arrived = arrive("L" + sku, 100, null);
        assertThat(level("floor_qty")).isZero();
        refused(
                "second-person-needed",
                () -> intakes.inspect(CLERK, arrived.intakeId(), new Intakes.Inspection(true, "好", 200L), key()));
        intakes.inspect(OFFICER, arrived.intakeId(), new Intakes.Inspection(false, "水分 15%", null), key());
        assertThat(level("on_hand")).isZero();
        refused(
                "already-inspected",
                () -> intakes.inspect(OFFICER, arrived.intakeId(), new Intakes.Inspection(true, "好", 200L), key()));
        take("L" + sku, 50);
        assertThat(level("floor_qty")).isEqualTo(50);
        assertThat(reserves.holding(holding.code()).orElseThrow().goodGrams()).isEqualTo(25_000);
    }

    @Test
    void aReservesPiecesMoveByItsDocumentsAloneAndTheAttemptIsOnRecord() {
        String lot = "L" + sku;
        take(lot, 100);
        own(lot, 10);
        var good = part(lot, StockStatus.AVAILABLE);
        var own = StockPart.own(new SkuAtNode(sku, HUB), lot);
        refused("reserve-bound", () -> post(What.TRANSFERRED, new Change(good, -1)));
        refused("reserve-bound", () -> post(What.ADJUSTED, new Change(good, 1), new Change(own, -1)));
        refused("reserve-bound", () -> post(What.RECEIVED, new Change(good, 1)));
        refused("reserve-bound", () -> post(What.PUT_AWAY, new Change(good, -1), new Change(good.in("B1"), 1)));
        assertThat(sql.list("SELECT act FROM ker_trail WHERE subject = ?", row -> row.string("act"), sku + "@" + HUB))
                .containsOnly("logistics.reserve-guard.refused")
                .hasSize(4);
        String id = reserves.lots(holding.code()).getFirst().id();
        refused(
                "pledge-forbidden",
                () -> changing.propose(OFFICER, new Proposal(id, Wish.PLEDGE, null, null, 10L, "贷款"), key()));
        assertThat(sql.list("SELECT act FROM ker_trail WHERE subject = ?", row -> row.string("act"), id))
                .containsExactly("logistics.reserve-pledge.refused");
        assertThat(level("floor_qty")).isEqualTo(100);
    }

    @Test
    void whatIsMissingIsClaimedAndNothingIsSoldUntilItIsMadeGood() {
        String lot = "L" + sku;
        take(lot, 100);
        own(lot, 30);
        post(What.ADJUSTED, new Change(part(lot, StockStatus.AVAILABLE), -20));
        assertThat(available()).isZero();
        assertThat(sell(1)).isFalse();
        refused(
                "stock-bound",
                () -> post(What.TRANSFERRED, new Change(StockPart.own(new SkuAtNode(sku, HUB), lot), -1)));
        var claim = owed().getFirst();
        assertThat(claim.pieces()).isEqualTo(20);
        refused(
                "claim-over",
                () -> claiming.makeGood(AUTHORITY, claim.claimId(), new Claiming.Making(lot, 21L), key()));
        claiming.makeGood(AUTHORITY, claim.claimId(), new Claiming.Making(lot, 15L), key());
        assertThat(sell(1)).isFalse();
        assertThat(claiming.makeGood(AUTHORITY, claim.claimId(), new Claiming.Making(lot, 5L), key())
                        .state())
                .isEqualTo(State.SETTLED);
        assertThat(level("floor_qty")).isEqualTo(100);
        assertThat(sell(10)).isTrue();
        assertThat(sell(1)).isFalse();
    }

    @Test
    void damageIsClaimedAndWhatIsFitAfterAllIsRestored() {
        String lot = "L" + sku;
        take(lot, 100);
        var good = part(lot, StockStatus.AVAILABLE);
        post(What.HELD, new Change(good, -8), new Change(good.with(StockStatus.DAMAGED), 8));
        var claim = owed().getFirst();
        refused(
                "reserve-bound",
                () -> post(What.UNHELD, new Change(good.with(StockStatus.DAMAGED), -8), new Change(good, 8)));
        claiming.restore(OFFICER, claim.claimId(), new Claiming.Restoring(StockStatus.DAMAGED, 5L, "复检合格"), key());
        claiming.waive(AUTHORITY, claim.claimId(), new Claiming.Waiving("已赔付"), key());
        refused("claim-over", () -> claiming.waive(AUTHORITY, claim.claimId(), new Claiming.Waiving("再来"), key()));
        assertThat(level("floor_qty")).isEqualTo(97);
        assertThat(level("blocked")).isZero();
    }

    @Test
    void whatHasExpiredOrIsCalledBackIsClaimedWhileTheRestIsSoldOn() {
        String old = "O" + sku;
        String called = "L" + sku;
        catalog.lot(old, sku, LocalDate.parse("2026-11-23"));
        take(old, 100);
        take(called, 5);
        own("S" + sku, 30);
        clock.set(CountyTime.instant(LocalDate.parse("2026-11-24"), LocalTime.NOON));
        hold(old, 100);
        assertThat(owed())
                .extracting(each -> each.cause() + " " + each.pieces())
                .containsExactly("EXPIRY 100");
        assertThat(sell(1)).isTrue();
        post(What.ADJUSTED, new Change(part(called, StockStatus.AVAILABLE), -1));
        transactions.run(() -> sql.change(
                "INSERT INTO log_recall (recall_id, county_code, node_code, lot_code, sku_code, reason, called_by, called_at,"
                        + " live_lot) VALUES (?, ?, ?, ?, ?, '农残', 'T', CURRENT_TIMESTAMP(3), ?)",
                ids.next(),
                StandInNetwork.COUNTY,
                HUB,
                called,
                sku,
                called));
        hold(called, 4);
        // Of the three only what a count did not find stops sales, and the end of the others does not begin them again.
        assertThat(level("blocked")).isEqualTo(1);
        claiming.waive(AUTHORITY, owed("EXPIRY"), new Claiming.Waiving("过期，轮换"), key());
        transactions.run(() -> sql.change("UPDATE log_recall SET live_lot = NULL WHERE live_lot = ?", called));
        claiming.restore(OFFICER, owed("RECALL"), new Claiming.Restoring(StockStatus.ON_HOLD, 4L, "召回解除"), key());
        assertThat(sell(1)).isFalse();
        claiming.waive(AUTHORITY, owed("COUNT"), new Claiming.Waiving("已赔付"), key());
        assertThat(sell(1)).isTrue();
        assertThat(level("floor_qty")).isEqualTo(4);
    }

    private void hold(String lot, long pieces) {
        var good = part(lot, StockStatus.AVAILABLE);
        post(What.HELD, new Change(good, -pieces), new Change(good.with(StockStatus.ON_HOLD), pieces));
    }

    private String owed(String cause) {
        return owed().stream()
                .filter(each -> each.cause().equals(cause))
                .findFirst()
                .orElseThrow()
                .claimId();
    }

    @Test
    void aFailedTestHoldsTheLotAndTestsAreDueEachQuarter() {
        String id = take("L" + sku, 100);
        assertThat(custody.due(holding, LocalDate.parse("2027-02-22"))).isEmpty();
        assertThat(custody.due(holding, LocalDate.parse("2027-02-23"))).hasSize(1);
        custody.check(OFFICER, new Custody.Check(id, true, "合格"), key());
        custody.check(OFFICER, new Custody.Check(id, false, "霉变"), key());
        assertThat(papers.checks(holding.code(), "", 9))
                .extracting(each -> each.lotId() + " " + each.passed() + " " + each.results() + " " + each.checkedBy())
                .containsExactly(id + " true 合格 OFFICER", id + " false 霉变 OFFICER");
        assertThat(level("floor_qty")).isZero();
        assertThat(owed().getFirst().pieces()).isEqualTo(100);
    }

    @Test
    void placeAndGradeChangeWhenTheAuthorityHasApproved() {
        String id = take("L" + sku, 100);
        var there = hold(holding.programme(), "WHEAT", StandInNetwork.TOWN1, 500_000);
        var move = changing.propose(OFFICER, new Proposal(id, Wish.PLACE, there.code(), null, 40L, "分储"), key());
        refused(
                "second-person-needed",
                () -> changing.decide(
                        new Caller(OFFICER.accountId(), AUTHORITY.grants()),
                        move.changeId(),
                        new Changing.Decision(true, null),
                        key()));
        changing.decide(AUTHORITY, move.changeId(), new Changing.Decision(true, null), key());
        assertThat(level("floor_qty")).isEqualTo(60);
        assertThat(reserves.holding(there.code()).orElseThrow().goodGrams()).isEqualTo(20_000);
        var grade = changing.propose(OFFICER, new Proposal(id, Wish.GRADE, null, "二等", 0L, "复检"), key());
        changing.decide(AUTHORITY, grade.changeId(), new Changing.Decision(true, null), key());
        assertThat(reserves.lot(id).orElseThrow().grade()).isEqualTo("二等");
        var again = changing.propose(OFFICER, new Proposal(id, Wish.GRADE, null, "三等", 0L, "复检"), key());
        refused(
                "reason-needed",
                () -> changing.decide(AUTHORITY, again.changeId(), new Changing.Decision(false, " "), key()));
        changing.decide(AUTHORITY, again.changeId(), new Changing.Decision(false, "检验单不全"), key());
        assertThat(reserves.lot(id).orElseThrow().grade()).isEqualTo("二等");
        assertThat(sql.list(
                        "SELECT state_before, state_after FROM ker_trail WHERE subject = ? ORDER BY trail_id DESC LIMIT 1",
                        row -> row.string("state_before") + " " + row.string("state_after"),
                        again.changeId()))
                .containsExactly("二等 REJECTED 三等: 检验单不全");
    }

    @Test
    void anothersHoldingIsAbsentAndALotIsOneThing() {
        String lot = take("L" + sku, 10);
        var stranger = person("STRANGER", Role.CONSUMER);
        refused(
                "not-found",
                () -> reserves.visible(stranger, holding.code(), "logistics.reserve-look", Reserves.READERS));
        refused(
                "lot-differs",
                () -> intakes.register(
                        CLERK,
                        new Intakes.Arrival(
                                holding.code(),
                                sku,
                                "L" + sku,
                                "大麦",
                                "一等",
                                200L,
                                1L,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null),
                        key()));
        assertThat(sql.list("SELECT act FROM ker_trail WHERE subject = ?", row -> row.string("act"), lot))
                .containsExactly("logistics.reserve-intake.refused");
    }

    @Test
    void aTargetCountsInItsSeasonAndWhatItSaidBeforeIsOnRecord() {
        take("L" + sku, 100);
        var target = new Founding.NewTarget(holding.programme(), "WHEAT", HUB, 60_000L, 6_000, 0, 0L, 0L, "办法");
        founding.target(AUTHORITY, target, key());
        var more = new Founding.NewTarget(holding.programme(), "WHEAT", HUB, 80_000L, 6_000, 0, 0L, 0L, "新办法");
        founding.target(AUTHORITY, more, key());
        assertThat(sql.list(
                        "SELECT state_before, state_after FROM ker_trail WHERE act = 'logistics.reserve-target' AND subject = ?"
                                + " ORDER BY trail_id",
                        row -> row.string("state_before") + " → " + row.string("state_after"),
                        holding.programme() + " WHEAT " + HUB))
                .containsExactly(
                        "null → 60000 g, share 6000 bp: 办法",
                        "60000 g, share 6000 bp: 办法 → 80000 g, share 6000 bp: 新办法");
        refused(
                "node-unknown",
                () -> founding.target(
                        AUTHORITY,
                        new Founding.NewTarget(holding.programme(), "WHEAT", "NOWHERE", 1L, 0, 0, 0L, 0L, "x"),
                        key()));
        assertThat(standing()).isEqualTo("true missing 30000, 10000 bp kept true");
        transactions.run(() -> sql.change(
                "UPDATE log_reserve_programme SET season_from = '03-01', season_to = '05-31' WHERE programme_code = ?",
                holding.programme()));
        assertThat(standing()).isEqualTo("false missing 0, 10000 bp kept true");
    }

    private String standing() {
        var each = programmes
                .targets(reserves.programme(holding.programme()).orElseThrow(), LocalDate.parse("2026-11-23"))
                .getFirst();
        return each.counts() + " missing " + each.missingGrams() + ", " + each.shareBp() + " bp kept "
                + each.shareKept();
    }

    @Test
    void aTargetAsksForTheGreaterOfQuantityAndDaysOfSupply() {
        assertThat(new ReserveTarget("P", "RICE", "", 5_000_000, 0, 10, 1_000, 400, "10 天").required())
                .isEqualTo(5_000_000);
        assertThat(new ReserveTarget("P", "RICE", "", 3_000_000, 0, 10, 1_000, 400, "10 天").required())
                .isEqualTo(4_000_000);
    }

    @Test
    void lossesFollowTheExamplesOfTheDocument() throws IOException {
        for (String[] row : examples()) {
            found(row[1], 100_000_000);
            LocalDate in = LocalDate.parse(row[2]);
            clock.set(CountyTime.instant(in, LocalTime.NOON));
            String id = take("L" + sku, Long.parseLong(row[4]));
            clock.set(CountyTime.instant(LocalDate.parse(row[3]), LocalTime.NOON));
            refused(
                    "loss-above-stock",
                    () -> custody.lose(OFFICER, new Custody.Lost(id, Long.parseLong(row[4]) + 1, "自然损耗"), key()));
            var loss = custody.lose(OFFICER, new Custody.Lost(id, Long.parseLong(row[5]), "自然损耗"), key());
            assertThat(List.of(loss.ageMonths(), loss.allowanceBp(), (int) loss.allowed()))
                    .as(String.join(" ", row))
                    .containsExactly(Integer.parseInt(row[6]), Integer.parseInt(row[7]), Integer.parseInt(row[8]));
            assertThat(papers.losses(holding.code(), "", 9))
                    .extracting(each -> each.lossId() + each.pieces() + each.reason())
                    .containsExactly(loss.lossId() + loss.pieces() + "自然损耗");
            assertThat(owed().stream().mapToLong(ClaimTable.Claim::pieces).sum())
                    .as(String.join(" ", row))
                    .isEqualTo(Long.parseLong(row[9]));
            assertThat(owed()).allMatch(claim -> claim.cause().equals(ReserveDeed.LOSS.name()));
        }
    }

    private static List<String[]> examples() throws IOException {
        var rows = Files.readAllLines(Path.of("").toAbsolutePath().getParent().resolve("docs/reserve.md")).stream()
                .filter(line -> line.startsWith("| loss |"))
                .map(line -> Arrays.stream(line.substring(2).split("\\|"))
                        .map(String::strip)
                        .toArray(String[]::new))
                .toList();
        assertThat(rows).hasSize(5);
        return rows;
    }
}
