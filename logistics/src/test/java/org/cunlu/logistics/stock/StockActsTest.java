package org.cunlu.logistics.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractThrowableAssert;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Picking;
import org.cunlu.logistics.Picking.LotQuantity;
import org.cunlu.logistics.Picking.Picked;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockLine;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.MovedClock;
import org.cunlu.logistics.standin.Rivals;
import org.cunlu.logistics.standin.Room;
import org.cunlu.logistics.standin.StandInCatalog;
import org.cunlu.logistics.standin.StandInNetwork;
import org.cunlu.logistics.stock.ShelfWork.Deed;
import org.cunlu.logistics.stock.ShelfWork.Order;
import org.cunlu.logistics.stock.ShelfWork.Reversal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What somebody does with the goods at his own node, part by part, and takes back. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StockActsTest implements TestPropertyProvider {
    private static final String HUB = StandInNetwork.HUB;
    private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");

    @Inject
    ShelfWork work;

    @Inject
    StockBook book;

    @Inject
    Stock stock;

    @Inject
    Picking picking;

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

    private final Caller worker = worker(HUB);
    private String sku;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @BeforeEach
    void aSku() {
        clock.set(NOON);
        sku = catalog.sku("W" + ids.next(), StorageClass.DRY, false);
    }

    @AfterEach
    void booksStillBalance() {
        assertThat(audit.violations()).isEmpty();
    }

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
        act(order(Deed.RECEIVE, StockStatus.AVAILABLE, 4, "RESERVE:SEED", null, null));
        act(order(Deed.RECEIVE, StockStatus.AVAILABLE, 1, "SELLER:S1", null, null));
        does(Deed.RECEIVE, StockStatus.AVAILABLE, 2);
        assertThat(available()).isEqualTo(3);
        act(order(Deed.QUARANTINE, StockStatus.AVAILABLE, 1, "RESERVE:SEED", null, null));
        assertThat(available()).isEqualTo(3);
        String order = reserve(3);
        assertThat(transactions.run(() -> picking.pick(order, List.of(), "packer")))
                .isEqualTo(new Picked.Taken(List.of()));
        assertThat(sql.list(
                        "SELECT CONCAT(owner, ' ', status, ' ', on_hand) AS part FROM log_stock_lot WHERE sku_code = ?"
                                + " AND on_hand > 0 ORDER BY owner, status",
                        row -> row.string("part"),
                        sku))
                .containsExactly("RESERVE:SEED AVAILABLE 3", "RESERVE:SEED QUARANTINED 1");
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
    void anActIsToldWhenItHappenedAndWhenItWasRecorded() {
        Instant before = NOON.minusSeconds(7 * 86_400);
        String act = act(order(Deed.RECEIVE, StockStatus.AVAILABLE, 1, null, null, before));
        refused(
                "time-out-of-range",
                () -> act(order(Deed.RECEIVE, StockStatus.AVAILABLE, 1, null, null, before.minusMillis(1))));
        refused(
                "time-out-of-range",
                () -> act(order(Deed.RECEIVE, StockStatus.AVAILABLE, 1, null, null, NOON.plusSeconds(301))));
        assertThat(sql.list(
                        "SELECT occurred_at, recorded_at FROM log_stock_movement WHERE cause_id = ?",
                        row -> List.of(row.instant("occurred_at"), row.instant("recorded_at")),
                        act))
                .containsExactly(List.of(before, NOON));
    }

    @Test
    void goodsArePutAwayIntoBinsOfHubsAndTownships() {
        does(Deed.RECEIVE, StockStatus.AVAILABLE, 5);
        act(order(Deed.PUT_AWAY, StockStatus.AVAILABLE, 3, null, "A-01-2", null));
        assertThat(sql.list(
                        "SELECT CONCAT(bin_code, '=', on_hand) AS bin FROM log_stock_lot WHERE sku_code = ?"
                                + " ORDER BY bin_code",
                        row -> row.string("bin"),
                        sku))
                .containsExactly("=2", "A-01-2=3");
        refused("bin-missing", () -> act(order(Deed.PUT_AWAY, StockStatus.AVAILABLE, 1, null, null, null)));
        refused("stock-short", () -> act(order(Deed.PUT_AWAY, StockStatus.AVAILABLE, 3, null, "B", null)));
        assertThat(available()).isEqualTo(5);
    }

    @Test
    void whoeverChoosesBetweenNodesSeesTheLotThatWouldGoFirst() {
        sku = catalog.sku("W" + ids.next(), StorageClass.DRY, true);
        String early = "L" + ids.next();
        receive(early, "2026-11-25", StockStatus.AVAILABLE);
        receive("L" + ids.next(), "2026-12-31", StockStatus.AVAILABLE);
        receive("L" + ids.next(), "2026-11-24", StockStatus.QUARANTINED);
        assertThat(shelf("2026-11-23")).isEqualTo(new Stock.Shelf(2, LocalDate.parse("2026-11-25")));
        // On its last day it may still go, the day after it may not.
        assertThat(shelf("2026-11-25").oldest()).isEqualTo("2026-11-25");
        assertThat(shelf("2026-11-26").oldest()).isEqualTo("2026-12-31");
        String plain = catalog.sku("W" + ids.next(), StorageClass.DRY, false);
        assertThat(stock.shelves(List.of(plain), List.of(HUB), LocalDate.parse("2026-11-23")))
                .isEmpty();
        assertThat(stock.shelves(List.of(), List.of(HUB), LocalDate.parse("2026-11-23")))
                .isEmpty();
    }

    private Stock.Shelf shelf(String today) {
        return stock.shelves(List.of(sku), List.of(HUB), LocalDate.parse(today)).get(new SkuAtNode(sku, HUB));
    }

    @Test
    void lotsThatComeAreCheckedAndKnownFromThenOn() {
        sku = catalog.sku("X" + ids.next(), StorageClass.DRY, true);
        String lot = "L" + ids.next();
        refused("lot-missing", () -> does(Deed.RECEIVE, StockStatus.AVAILABLE, 1));
        receive(lot, "2026-12-31", StockStatus.AVAILABLE);
        refused("lot-differs", () -> receive(lot, "2027-12-31", StockStatus.AVAILABLE));
        String old = "O" + ids.next();
        refused("lot-expired", () -> receive(old, "2026-11-22", StockStatus.AVAILABLE));
        receive(old, "2026-11-22", StockStatus.ON_HOLD);
        assertThat(available()).isEqualTo(1);
    }

    @Test
    void whatPackersChooseThemselvesIsRememberedAndAWrongOrderIsSeen() {
        sku = catalog.sku("X" + ids.next(), StorageClass.DRY, true);
        String late = "L" + ids.next();
        receive("E" + ids.next(), "2026-12-01", StockStatus.AVAILABLE);
        receive(late, "2026-12-31", StockStatus.AVAILABLE);
        clock.set(NOON.plusSeconds(60));
        String order = reserve(1);
        transactions.run(() -> picking.pick(order, List.of(new LotQuantity(sku, late, 1)), "packer"));
        assertThat(audit.violations()).isEmpty();
        var seen = new Object[1];
        assertThatThrownBy(() -> transactions.run(() -> {
                    sql.change("DELETE FROM log_lot_named WHERE order_id = ?", order);
                    seen[0] = audit.violations().keySet();
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
        assertThat(seen[0]).asString().contains("lots picked first expired, first out");
    }

    @Test
    void whileItIsCountedNothingComesOrGoesButOrdersMayHold() {
        does(Deed.RECEIVE, StockStatus.AVAILABLE, 5);
        String order = reserve(2);
        String count = ids.next();
        var key = List.of(new SkuAtNode(sku, HUB));
        transactions.run(() -> book.freeze(key, count));
        refused("being-counted", () -> does(Deed.RECEIVE, StockStatus.AVAILABLE, 1));
        refused("being-counted", () -> act(order(Deed.PUT_AWAY, StockStatus.AVAILABLE, 1, null, "B", null)));
        assertThat(transactions.run(() -> picking.pick(order, List.of(), "packer")))
                .isEqualTo(new Picked.Refused(Picking.Reason.BEING_COUNTED, sku));
        refused(
                "being-counted",
                () -> transactions.run(() -> {
                    book.freeze(key, ids.next());
                    return "frozen twice";
                }));
        reserve(1);
        transactions.run(() -> book.thaw(key, count));
        assertThat(transactions.run(() -> picking.pick(order, List.of(), "packer")))
                .isInstanceOf(Picked.Taken.class);
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

    private static Caller worker(String node) {
        return new Caller("WORKER" + node, List.of(new Grant(Role.WAREHOUSE_WORKER, new Scope(Scope.Kind.NODE, node))));
    }

    private Order order(Deed deed, StockStatus status, long pieces, String owner, String toBin, Instant at) {
        return new Order(deed, HUB, sku, null, null, null, owner, status, null, toBin, pieces, "清点发现", at);
    }

    private String receive(String lot, String expires, StockStatus status) {
        return act(new Order(
                Deed.RECEIVE, HUB, sku, lot, LocalDate.parse(expires), null, null, status, null, null, 1L, null, null));
    }

    private String does(Deed deed, StockStatus status, long pieces) {
        return act(order(deed, status, pieces, null, null, null));
    }

    private String act(Order order) {
        return work.act(worker, order, key()).actId();
    }

    private String reverse(String act) {
        return work.reverse(worker, act, new Reversal("录错"), key()).actId();
    }

    private String key() {
        return "key-" + ids.next();
    }

    private String reserve(long pieces) {
        String order = ids.next();
        transactions.run(() ->
                stock.reserve(StandInNetwork.COUNTY, Map.of(order, List.of(new StockLine(sku, HUB, pieces))), true));
        return order;
    }

    private static AbstractThrowableAssert<?, ?> refused(String code, Supplier<String> attempt) {
        return assertThatThrownBy(attempt::get)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(code));
    }

    private static String code(Supplier<String> attempt) {
        try {
            attempt.get();
            return "done";
        } catch (ProblemException e) {
            return e.code();
        }
    }

    private long available() {
        return stock.available(List.of(sku), List.of(HUB)).get(new SkuAtNode(sku, HUB));
    }

    private List<String> parts() {
        return sql.list(
                "SELECT CONCAT(status, ' ', on_hand) AS part FROM log_stock_lot WHERE sku_code = ? AND on_hand > 0"
                        + " ORDER BY status",
                row -> row.string("part"),
                sku);
    }
}
