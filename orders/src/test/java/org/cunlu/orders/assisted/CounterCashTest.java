package org.cunlu.orders.assisted;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.Accounts;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.privacy.FieldCipher;
import org.cunlu.logistics.CashDrawer;
import org.cunlu.orders.paying.RefundingByHand;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.Fund;
import org.cunlu.orders.standin.Rivals;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A keeper takes a villager's cash before the goods are sent, and of his subsidies what he consents to. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CounterCashTest implements TestPropertyProvider {
    private static final String HOME = Counter.HOME;
    private static final String DESK = Counter.DESK;
    /** Two pieces of rice with their carriage. */
    private static final long ONE = 12_210;

    @Inject
    Shop shop;

    @Inject
    Counter counter;

    @Inject
    CashDrawer drawer;

    @Inject
    RefundingByHand refunding;

    @Inject
    Audit audit;

    @Inject
    Accounts accounts;

    @Inject
    Fund fund;

    @Inject
    FieldCipher cipher;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    @Override
    public Map<String, String> getProperties() {
        var properties = new HashMap<>(ShopServers.properties("counter_cash"));
        // Room for four orders and not for five.
        properties.put("cunlu.orders.cash-limit-fen", Long.toString(5 * ONE - 1));
        return properties;
    }

    @Test
    void cashIsTakenOnceLiesInTheDrawerAndIsHeldToItsLimit() throws Exception {
        String keeper = counter.keeper(HOME);
        String first = ordered(keeper);
        long due = group(keeper, first).number("totalFen");
        assertThat(due).isEqualTo(ONE);
        cash(keeper, first, shop.key(), due - 1).is(409, "cash-mismatch");
        cash(keeper, first, shop.key(), due + 1).is(409, "cash-mismatch");
        cash(keeper, first, shop.key(), 0).is(400);
        String key = shop.key();
        var receipt = cash(keeper, first, key, due).is(201);
        assertThat(cash(keeper, first, key, due).is(201).raw()).isEqualTo(receipt.raw());
        assertThat(shop.get(keeper, DESK + "/" + first + "/cash").is(200).raw()).isEqualTo(receipt.raw());
        cash(keeper, first, shop.key(), due).is(409, "already-paid");
        String order = shop.orderIds(receipt.text("groupId")).getFirst();
        assertThat(shop.state(order)).isEqualTo("OPEN PAID ALLOCATED");
        assertThat(shop.count("standin_parcel WHERE order_id = ? AND cash_due_fen = 0", order))
                .as("nothing is collected a second time")
                .isEqualTo(1);
        assertThat(shop.count("acc_notice WHERE kind = 'CASH_RECEIPT'")).isEqualTo(1);
        assertThat(shop.count("ker_trail WHERE act = 'orders.counter-cash'")).isEqualTo(1);
        assertThat(drawer.withKeeper(HOME)).isEqualTo(ONE);

        String second = ordered(keeper);
        List<Integer> pressed =
                Rivals.all(6, i -> cash(keeper, second, shop.key(), due).status());
        assertThat(pressed).contains(201).allMatch(status -> status == 201 || status == 409);
        assertThat(drawer.withKeeper(HOME)).as("taken once").isEqualTo(2 * ONE);

        List<String> more =
                List.of(ordered(keeper), ordered(keeper), ordered(keeper), ordered(keeper), ordered(keeper));
        List<Integer> taken =
                Rivals.all(5, i -> cash(keeper, more.get(i), shop.key(), due).status());
        assertThat(taken).as("the limit holds for two").containsExactlyInAnyOrder(201, 201, 409, 409, 409);
        assertThat(drawer.withKeeper(HOME)).isEqualTo(4 * ONE);
        String left = more.get(taken.indexOf(409));
        cash(keeper, left, shop.key(), due).is(409, "cash-limit-reached");
        assertThat(group(keeper, left).text("status")).isEqualTo("AWAITING_PAYMENT");
        assertThat(shop.sums(
                        "SELECT account AS name, SUM(amount_fen) AS fen FROM ord_posting WHERE account = ? GROUP BY account",
                        "cash-held:" + HOME))
                .containsEntry("cash-held:" + HOME, 4 * ONE);
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void noSubsidyIsTakenWithoutTheCodeThatItsVillagerHasOnHisPhone() {
        String number = Counter.phone();
        String villager = accounts.register(number, "correct horse battery", "孙大爷");
        var rice = counter.rice();
        String programme = fund.paysATenth(villager, rice.category());
        String keeper = counter.keeper(HOME);
        String id = counter.opened(keeper, counter.villager("孙大爷", number));
        counter.put(keeper, id, rice, 1).is(200);
        String consent = DESK + "/" + id + "/subsidy-consent";
        var online = Map.of("payment", "ONLINE");
        shop.send(counter.keeper(HOME), "POST", consent, null, online).is(404);
        order(keeper, id, null).is(409, "consent-needed");
        order(keeper, id, "000000").is(400, "consent-code-wrong");
        assertThat(shop.send(keeper, "POST", consent, null, online).is(202).number("subsidyFen"))
                .isEqualTo(599);
        String code = consentCode();
        order(keeper, id, otherThan(code)).is(400, "consent-code-wrong");
        // He consented to what one piece takes, not to what two do.
        counter.put(keeper, id, rice, 2).is(200);
        order(keeper, id, code).is(409, "consent-needed");
        counter.put(keeper, id, rice, 1).is(200);
        order(keeper, id, code).is(201);
        assertThat(shop.sum("SELECT taken_fen AS fen FROM ord_subsidy WHERE programme_id = ?", programme))
                .isEqualTo(599);
        assertThat(shop.count("ord_assisted_consent WHERE assisted_id = ? AND used_at IS NOT NULL", id))
                .isEqualTo(1);
        assertThat(shop.count("ker_trail WHERE act = 'orders.assisted-consent' AND subject = ?", id))
                .isEqualTo(1);

        String next = counter.opened(keeper, counter.villager("孙大爷", number));
        counter.put(keeper, next, rice, 1).is(200);
        order(keeper, next, code).is(400, "consent-code-wrong");
        shop.send(keeper, "POST", DESK + "/" + next + "/subsidy-consent", null, online)
                .is(202);
        String fresh = consentCode();
        for (int i = 0; i < 5; i++) {
            order(keeper, next, otherThan(fresh)).is(400, "consent-code-wrong");
        }
        order(keeper, next, fresh).is(400, "consent-code-wrong");
        String plain = counter.opened(keeper, counter.villager("无补贴", Counter.phone()));
        counter.put(keeper, plain, rice, 1).is(200);
        shop.send(keeper, "POST", DESK + "/" + plain + "/subsidy-consent", null, online)
                .is(409, "no-subsidy");
        order(keeper, plain, null).is(201);
        assertThat(audit.violations()).isEmpty();
    }

    private Shop.Answer order(String keeper, String id, String code) {
        var body = new HashMap<>(Counter.order("ONLINE", counter.quote(keeper, id, "ONLINE")));
        body.put("consentCode", code);
        return shop.send(keeper, "POST", DESK + "/" + id + "/order", shop.key(), body);
    }

    /** @return as the villager reads it, who alone has it */
    private String consentCode() {
        String text = transactions
                .read(() -> sql.one(
                        "SELECT text_sealed FROM acc_notice WHERE kind = 'SUBSIDY_CONSENT' ORDER BY notice_id DESC LIMIT 1",
                        row -> cipher.open("acc_notice.text", row.bytes("text_sealed"))))
                .orElseThrow();
        return text.replaceAll("(?s).*?(?<![0-9])([0-9]{6})(?![0-9]).*", "$1");
    }

    private static String otherThan(String code) {
        return String.format("%06d", (Integer.parseInt(code) + 1) % 1_000_000);
    }

    @Test
    void onlyTheKeeperWhoOrderedTakesItAndOnlyForWhatWaitsForItsPayment() {
        String keeper = counter.keeper(StandInNetwork.VILLAGE11);
        String other = counter.keeper(StandInNetwork.VILLAGE11);
        String id = counter.opened(
                keeper,
                Counter.with(counter.villager("王大娘", Counter.phone()), "villageCode", StandInNetwork.VILLAGE11));
        cash(keeper, id, shop.key(), 1).is(409, "not-placed");
        var group = counter.placed(keeper, id, counter.rice(), "CASH_AT_PICKUP");
        cash(keeper, id, shop.key(), group.number("totalFen")).is(409, "cash-at-pickup");
        cash(other, id, shop.key(), group.number("totalFen")).is(404);
        shop.get(keeper, DESK + "/" + id + "/cash").is(404);
        String buyer = shop.buyer();
        String own = shop.unpaid(buyer, counter.rice(), 1);
        shop.send(buyer, "POST", "/api/shop/order-groups/" + own + "/payments", shop.key(), Map.of("gateway", "KEEPER"))
                .is(403, "cash-by-keeper");
        assertThat(drawer.withKeeper(StandInNetwork.VILLAGE11)).isZero();
    }

    @Test
    void whatIsOnABalanceIsPaidInCashAtACounterOnceFromDrawerAndBalance() throws Exception {
        String node = StandInNetwork.VILLAGE11;
        String keeper = counter.keeper(node);
        String id = counter.opened(keeper, Counter.with(counter.villager("王大娘", Counter.phone()), "villageCode", node));
        var group = counter.placed(keeper, id, counter.rice(), "ONLINE");
        long due = group.number("totalFen");
        cash(keeper, id, shop.key(), due).is(201);
        String owner = counter.villagerOf(id);
        String order = shop.orderIds(group.text("groupId")).getFirst();
        ask(owner, due).is(409, "balance-too-low");
        shop.cancel(owner, order, shop.key()).is(200);
        refunding.run();
        assertThat(shop.get(owner, "/api/shop/balance").number("balanceFen")).isEqualTo(due);
        ask(owner, 50_001).is(409, "cash-refund-limit");
        ask(owner, 0).is(400);
        String old = ask(owner, due).is(201).text("code");
        String code = ask(owner, due - 10).is(201).text("code");
        refund(keeper, node, old, due, shop.key()).is(404, "cash-code-wrong");
        refund(keeper, node, code, due, shop.key()).is(409, "cash-mismatch");
        refund(counter.keeper(HOME), node, code, due - 10, shop.key()).is(404);
        refund(owner + " STATION_KEEPER:NODE:" + node, node, code, due - 10, shop.key())
                .is(409, "own-submission");
        String empty = StandInNetwork.VILLAGE12;
        refund(counter.keeper(empty), empty, code, due - 10, shop.key()).is(409, "drawer-too-low");
        List<String> keys = List.of(shop.key(), shop.key(), shop.key(), shop.key());
        List<Integer> paid = Rivals.all(
                4, i -> refund(keeper, node, code, due - 10, keys.get(i)).status());
        assertThat(paid).containsExactlyInAnyOrder(201, 404, 404, 404);
        String key = keys.get(paid.indexOf(201));
        String receipt = refund(keeper, node, code, due - 10, key).is(201).text("refundId");
        assertThat(drawer.inDrawer(node)).isEqualTo(10);
        assertThat(shop.get(owner, "/api/shop/balance").number("balanceFen")).isEqualTo(10);
        assertThat(shop.get(owner, "/api/shop/balance/cash-refunds").raw()).contains(receipt, node);
        assertThat(shop.count("ker_trail WHERE act = 'orders.cash-refund' AND subject = ?", receipt))
                .isEqualTo(1);
        refund(keeper, node, ask(owner, 10).is(201).text("code"), 10, shop.key())
                .is(201);
        assertThat(drawer.inDrawer(node)).isZero();
        assertThat(shop.sum(
                        "SELECT COALESCE(SUM(amount_fen), 0) AS fen FROM ord_posting WHERE account = ?",
                        "cash-held:" + node))
                .isZero();
        assertThat(audit.violations()).isEmpty();
    }

    private Shop.Answer ask(String owner, long fen) {
        return shop.send(owner, "POST", "/api/shop/balance/cash-refunds", null, Map.of("fen", fen));
    }

    private Shop.Answer refund(String keeper, String node, String code, long fen, String key) {
        return shop.send(
                keeper, "POST", "/api/station/cash/refunds", key, Map.of("node", node, "code", code, "fen", fen));
    }

    private String ordered(String keeper) {
        String id = counter.opened(keeper, counter.villager("王大娘", Counter.phone()));
        counter.placed(keeper, id, counter.rice(), "ONLINE");
        return id;
    }

    private Shop.Answer group(String keeper, String id) {
        String group = shop.get(keeper, DESK + "/" + id)
                .is(200)
                .body()
                .get("group")
                .get("groupId")
                .getStringValue();
        return shop.get(counter.villagerOf(id), "/api/shop/order-groups/" + group)
                .is(200);
    }

    private Shop.Answer cash(String keeper, String id, String key, long fen) {
        return shop.send(keeper, "POST", DESK + "/" + id + "/cash", key, Map.of("fen", fen));
    }
}
