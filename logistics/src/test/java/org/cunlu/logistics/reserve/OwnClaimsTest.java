package org.cunlu.logistics.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.reserve.Changing.Proposal;
import org.cunlu.logistics.reserve.Changing.Wish;
import org.cunlu.logistics.reserve.ClaimTable.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Nobody takes goods away and settles it alone, and nobody decides about what he keeps himself. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnClaimsTest extends Granary {
    @BeforeEach
    void aHolding() {
        found("WHEAT", 1_000_000);
    }

    @AfterEach
    void booksStillBalance() {
        assertThat(audit.violations()).isEmpty();
    }

    /** The same person stands for the holder too. */
    private Caller keeping(Caller caller) {
        var own = new Grant(Role.RESERVE_HOLDER, new Scope(Scope.Kind.HOLDING, holding.code()));
        return new Caller(
                caller.accountId(),
                java.util.stream.Stream.concat(caller.grants().stream(), java.util.stream.Stream.of(own))
                        .toList());
    }

    private List<String> refusals(String subject) {
        return sql.list(
                "SELECT act FROM ker_trail WHERE subject = ? AND act LIKE '%.refused' ORDER BY act",
                row -> row.string("act"), subject);
    }

    @Test
    void whatIsGoneIsNotRestoredFromGoodsThatNobodyInspected() {
        String id = take("L" + sku, 100);
        custody.lose(OFFICER, new Custody.Lost(id, 100L, "被盗"), key());
        var claim = owed().getFirst();
        arrive("L" + sku, 100, null);
        var waiting = new Claiming.Restoring(StockStatus.QUARANTINED, claim.pieces(), "找到了");
        refused("not-restorable", () -> claiming.restore(CLERK, claim.claimId(), waiting, key()));
        var held = new Claiming.Restoring(StockStatus.ON_HOLD, claim.pieces(), "找到了");
        refused("not-restorable", () -> claiming.restore(CLERK, claim.claimId(), held, key()));
        assertThat(refusals(claim.claimId()))
                .containsOnly("logistics.reserve-restore.refused")
                .hasSize(2);
        assertThat(level("floor_qty")).isZero();
        assertThat(level("blocked")).isEqualTo(1);
    }

    @Test
    void whatWaitsForItsInspectionIsNotTurnedIntoWhatATestPutOnHold() {
        String lot = "L" + sku;
        take(lot, 100);
        arrive(lot, 10, null);
        var waiting = part(lot, StockStatus.QUARANTINED);
        var good = part(lot, StockStatus.AVAILABLE);
        refused(
                "reserve-bound",
                () -> post(What.HELD, new Change(waiting, -10), new Change(good.with(StockStatus.ON_HOLD), 10)));
        refused("reserve-bound", () -> post(What.HELD, new Change(good, -10), new Change(waiting, 10)));
        custody.check(OFFICER, new Custody.Check(owedLot(), false, "霉变"), key());
        var claim = owed().getFirst();
        var from = new Claiming.Restoring(StockStatus.QUARANTINED, 10L, "复检合格");
        refused("not-restorable", () -> claiming.restore(CLERK, claim.claimId(), from, key()));
    }

    private String owedLot() {
        return reserves.lots(holding.code()).getFirst().id();
    }

    @Test
    void whoFailedATestDoesNotRestoreItHimself() {
        String id = take("L" + sku, 100);
        custody.check(OFFICER, new Custody.Check(id, false, "霉变"), key());
        var claim = owed().getFirst();
        var all = new Claiming.Restoring(StockStatus.ON_HOLD, 100L, "复检合格");
        refused("second-person-needed", () -> claiming.restore(OFFICER, claim.claimId(), all, key()));
        assertThat(refusals(claim.claimId())).containsExactly("logistics.reserve-restore.refused");
        assertThat(claiming.restore(CLERK, claim.claimId(), all, key()).state()).isEqualTo(State.SETTLED);
    }

    @Test
    void theCountysStockPaysADebtByTheAuthorityAloneAndAsLongAsItLasts() {
        String lot = "L" + sku;
        take(lot, 100);
        String other = "S" + sku;
        var expires = LocalDate.parse("2027-03-01");
        transactions.run(() -> book.receive(
                act(What.RECEIVED, null),
                List.of(new StockBook.Incoming(StockPart.own(new SkuAtNode(sku, HUB), other), expires, null, 50))));
        post(What.ADJUSTED, new Change(part(lot, StockStatus.AVAILABLE), -20));
        var claim = owed().getFirst();
        var making = new Claiming.Making(other, 20L);
        refused("not-found", () -> claiming.makeGood(OFFICER, claim.claimId(), making, key()));
        var opener = new Caller("HAND", AUTHORITY.grants());
        refused("second-person-needed", () -> claiming.makeGood(opener, claim.claimId(), making, key()));
        assertThat(claiming.makeGood(AUTHORITY, claim.claimId(), making, key()).state())
                .isEqualTo(State.SETTLED);
        assertThat(reserves.lots(holding.code()))
                .filteredOn(each -> each.lotCode().equals(other))
                .singleElement()
                .satisfies(each -> assertThat(each.expiresOn()).isEqualTo(expires));
    }

    @Test
    void whoKeepsItNeitherInspectsNorTestsNorSettlesNorDecides() {
        String id = take("L" + sku, 100);
        var intake = arrive("L" + sku, 10, null);
        var officer = keeping(OFFICER);
        var authority = keeping(AUTHORITY);
        refused(
                "own-submission",
                () -> intakes.inspect(officer, intake.intakeId(), new Intakes.Inspection(true, "好", 200L), key()));
        refused("own-submission", () -> custody.check(officer, new Custody.Check(id, true, "合格"), key()));
        var good = part("L" + sku, StockStatus.AVAILABLE);
        post(What.HELD, new Change(good, -8), new Change(good.with(StockStatus.DAMAGED), 8));
        String claim = owed().getFirst().claimId();
        refused(
                "own-submission",
                () -> claiming.restore(officer, claim, new Claiming.Restoring(StockStatus.DAMAGED, 8L, "好"), key()));
        refused("own-submission", () -> claiming.makeGood(authority, claim, new Claiming.Making("L" + sku, 8L), key()));
        refused("own-submission", () -> claiming.waive(authority, claim, new Claiming.Waiving("免"), key()));
        var grade = changing.propose(officer, new Proposal(id, Wish.GRADE, null, "二等", 0L, "复检"), key());
        refused(
                "own-submission",
                () -> changing.decide(authority, grade.changeId(), new Changing.Decision(true, null), key()));
        assertThat(refusals(holding.code())).hasSize(6);
        assertThat(owed().getFirst().state()).isEqualTo(State.OPEN);
    }
}
