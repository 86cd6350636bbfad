package org.cunlu.logistics.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.Picking.Picked;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.standin.Rivals;
import org.cunlu.logistics.standin.StandInNetwork;
import org.cunlu.logistics.stock.ShelfWork.Deed;
import org.cunlu.logistics.stock.ShelfWork.Reversal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What people do with stock is an act, which is taken back by another. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StockActsTest extends ActsOnStock {
    @Test
    void whatIsNotGoodIsNotSold() {
        does(Deed.RECEIVE, StockStatus.AVAILABLE, 10);
        does(Deed.HOLD, StockStatus.AVAILABLE, 3);
        does(Deed.QUARANTINE, StockStatus.AVAILABLE, 2);
        does(Deed.DAMAGE, StockStatus.ON_HOLD, 1);
        assertThat(available()).isEqualTo(5);
        assertThat(parts()).containsExactly("AVAILABLE 5", "DAMAGED 1", "ON_HOLD 2", "QUARANTINED 2");
        does(Deed.UNHOLD, StockStatus.QUARANTINED, 2);
        assertThat(available()).isEqualTo(7);
        assertThat(parts()).containsExactly("AVAILABLE 7", "DAMAGED 1", "ON_HOLD 2");
    }

    @Test
    void nothingGoesBelowZero() {
        does(Deed.RECEIVE, StockStatus.AVAILABLE, 3);
        refused("stock-short", () -> does(Deed.HOLD, StockStatus.AVAILABLE, 4));
        refused("stock-short", () -> does(Deed.UNHOLD, StockStatus.DAMAGED, 1));
        refused("status-same", () -> does(Deed.HOLD, StockStatus.ON_HOLD, 1));
        does(Deed.HOLD, StockStatus.AVAILABLE, 3);
        assertThat(available()).isZero();
    }

    @Test
    void whatOrdersHoldIsNotTakenFromThem() {
        does(Deed.RECEIVE, StockStatus.AVAILABLE, 5);
        reserve(4);
        refused("stock-bound", () -> does(Deed.DAMAGE, StockStatus.AVAILABLE, 2));
        does(Deed.DAMAGE, StockStatus.AVAILABLE, 1);
        assertThat(available()).isZero();
    }

    @Test
    void aReservesPiecesAreFloorAndNobodyPicksThem() {
        reserves.keep(sku, "", HUB, 4);
        act(order(Deed.RECEIVE, StockStatus.AVAILABLE, 1, "SELLER:S1", null, null));
        does(Deed.RECEIVE, StockStatus.AVAILABLE, 2);
        assertThat(available()).isEqualTo(3);
        String order = reserve(3);
        act(order(Deed.HOLD, StockStatus.AVAILABLE, 1, reserves.owner(sku), null, null));
        assertThat(transactions.run(() -> picking.pick(order, List.of(), "packer")))
                .isEqualTo(new Picked.Taken(List.of()));
        assertThat(sql.list(
                        "SELECT CONCAT(owner, ' ', status, ' ', on_hand) AS part FROM log_stock_lot WHERE sku_code = ?"
                                + " AND on_hand > 0 ORDER BY owner, status",
                        row -> row.string("part"),
                        sku))
                .containsExactly(reserves.owner(sku) + " AVAILABLE 3", reserves.owner(sku) + " ON_HOLD 1");
    }

    @Test
    void ourOwnIsPickedBeforeWhatIsOnConsignment() {
        act(order(Deed.RECEIVE, StockStatus.AVAILABLE, 5, "SELLER:S1", null, null));
        does(Deed.RECEIVE, StockStatus.AVAILABLE, 2);
        String order = reserve(3);
        transactions.run(() -> picking.pick(order, List.of(), "packer"));
        assertThat(sql.list(
                        "SELECT CONCAT(owner, ' ', on_hand_delta) AS told FROM log_stock_movement WHERE cause_id = ?"
                                + " AND kind = 'PICKED' ORDER BY owner",
                        row -> row.string("told"),
                        order))
                .containsExactly("OWN -2", "SELLER:S1 -1");
    }

    @Test
    void aWrongActIsTakenBackOnceByOneThatIsLinked() {
        does(Deed.RECEIVE, StockStatus.AVAILABLE, 10);
        String wrong = does(Deed.DAMAGE, StockStatus.AVAILABLE, 4);
        String back = reverse(wrong);
        assertThat(parts()).containsExactly("AVAILABLE 10");
        assertThat(sql.one("SELECT reverses FROM log_stock_act WHERE act_id = ?", row -> row.string("reverses"), back))
                .contains(wrong);
        refused("already-reversed", () -> reverse(wrong));
        refused("not-reversible", () -> reverse(back));
    }

    @Test
    void rivalsWhoTakeTheSameActBackDoItOnce() throws Exception {
        String wrong = does(Deed.RECEIVE, StockStatus.AVAILABLE, 4);
        does(Deed.RECEIVE, StockStatus.AVAILABLE, 4);
        var answers = Rivals.all(6, rival -> code(() -> reverse(wrong)));
        assertThat(answers).containsOnlyOnce("done");
        assertThat(answers.stream().filter(each -> each.equals("already-reversed")))
                .hasSize(5);
        assertThat(available()).isEqualTo(4);
    }

    @Test
    void aReversalNeverMakesSomethingNegative() {
        String wrong = does(Deed.RECEIVE, StockStatus.AVAILABLE, 4);
        reserve(1);
        refused("stock-bound", () -> reverse(wrong));
        does(Deed.DAMAGE, StockStatus.AVAILABLE, 2);
        refused("stock-short", () -> reverse(wrong));
        assertThat(parts()).containsExactly("AVAILABLE 2", "DAMAGED 2");
    }

    @Test
    void anothersNodeIsAbsentAndTheAttemptIsOnRecord() {
        does(Deed.RECEIVE, StockStatus.AVAILABLE, 5);
        String act = does(Deed.HOLD, StockStatus.AVAILABLE, 1);
        Caller stranger = worker(StandInNetwork.VILLAGE12);
        refused(
                "not-found",
                () -> work.act(stranger, order(Deed.HOLD, StockStatus.AVAILABLE, 1, null, null, null), key())
                        .actId());
        refused(
                "not-found",
                () -> work.reverse(stranger, act, new Reversal("错了"), key()).actId());
        assertThat(sql.list(
                        "SELECT act FROM ker_trail WHERE actor = ? AND subject = ?",
                        row -> row.string("act"),
                        stranger.accountId(),
                        HUB))
                .contains("logistics.stock-act.refused", "logistics.stock-reverse.refused");
    }

    @Test
    void aRepeatedRequestIsOneAct() throws Exception {
        String key = key();
        var receive = order(Deed.RECEIVE, StockStatus.AVAILABLE, 5, null, null, null);
        var answers = Rivals.all(5, rival -> work.act(worker, receive, key).actId());
        assertThat(answers.stream().distinct()).hasSize(1);
        assertThat(available()).isEqualTo(5);
    }

    private String reverse(String act) {
        return work.reverse(worker, act, new Reversal("录错"), key()).actId();
    }

    private List<String> parts() {
        return sql.list(
                "SELECT CONCAT(status, ' ', on_hand) AS part FROM log_stock_lot WHERE sku_code = ? AND on_hand > 0"
                        + " ORDER BY status",
                row -> row.string("part"),
                sku);
    }
}
