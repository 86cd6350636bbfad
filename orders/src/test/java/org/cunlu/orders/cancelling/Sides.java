package org.cunlu.orders.cancelling;

import static org.cunlu.orders.standin.Race.told;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.cunlu.catalog.Offer;
import org.cunlu.orders.PaymentQuestions;
import org.cunlu.orders.paying.RefundingByHand;
import org.cunlu.orders.standin.Deposits;
import org.cunlu.orders.standin.MovedClock;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.StandInNetwork;
import org.cunlu.orders.standin.StandInSecondFactor;

/** What each side of a race does, to its end, and how he is answered. */
@Singleton
@Requires(property = "orders.stand-ins", value = "true")
class Sides {
    static final String ONE = "op1 COUNTY_OPERATOR:SUBTREE:500233";
    static final String TWO = "op2 COUNTY_OPERATOR:SUBTREE:500233";
    static final String THREE = "op3 COUNTY_OPERATOR:SUBTREE:500233";
    private static final String HUB = StandInNetwork.HUB;
    private static final Duration PAY_WINDOW = Duration.ofMinutes(30);

    private final Shop shop;
    private final Cancelling cancelling;
    private final PaymentQuestions questions;
    private final RefundingByHand refunding;
    private final Deposits deposits;
    private final StandInSecondFactor factors;
    private final MovedClock clock;

    Sides(
            Shop shop,
            Cancelling cancelling,
            PaymentQuestions questions,
            RefundingByHand refunding,
            Deposits deposits,
            StandInSecondFactor factors,
            MovedClock clock) {
        this.shop = shop;
        this.cancelling = cancelling;
        this.questions = questions;
        this.refunding = refunding;
        this.deposits = deposits;
        this.factors = factors;
        this.clock = clock;
    }

    /** An order whose buyer has paid at the gateway, of which we were not told. */
    record Bought(String buyer, String group, String order, String charge) {}

    /** A batch of one payout that is proposed. */
    record Payout(String batch) {}

    Offer rice(long pieces) {
        return shop.offer("S1", 5_990, Map.of(HUB, pieces));
    }

    /** @return orders it at the price that he was told, with one key each time */
    Supplier<Shop.Answer> inCart(String buyer, Offer offer) {
        shop.put(buyer, offer, 1).is(200);
        return atPrice(buyer);
    }

    Supplier<Shop.Answer> atPrice(String buyer) {
        String key = shop.key();
        var village = Shop.village(StandInNetwork.VILLAGE21);
        long total = shop.quote(buyer, village, "ONLINE").is(200).number("totalFen");
        return () -> shop.place(buyer, key, village, "ONLINE", total);
    }

    /** Asks for the price and orders where he is told one. @return status of the last answer */
    int buys(String buyer, Offer offer) {
        var village = Shop.village(StandInNetwork.VILLAGE21);
        shop.put(buyer, offer, 1);
        Shop.Answer quote = shop.quote(buyer, village, "ONLINE");
        return quote.status() == 200
                ? shop.place(buyer, shop.key(), village, "ONLINE", quote.number("totalFen"))
                        .status()
                : quote.status();
    }

    /** @return pieces that orders hold, of those that are there */
    String sold(Offer offer) {
        long[] shelf = shop.shelf(offer, HUB);
        return shelf[1] + " of " + shelf[0] + " sold";
    }

    Bought charged() {
        return charged(rice(9));
    }

    Bought charged(Offer offer) {
        String buyer = shop.buyer();
        String group = shop.unpaid(buyer, offer, 1);
        String charge = shop.startPaying(buyer, group).is(201).text("chargeId");
        shop.wallet(charge, Map.of("silent", true)).is(202);
        return new Bought(buyer, group, shop.orderIds(group).getFirst(), charge);
    }

    /** @return one whose time is over, and nothing else is overdue */
    Bought overdue(Offer offer) {
        clock.forward(PAY_WINDOW);
        expire();
        Bought bought = charged(offer);
        clock.forward(PAY_WINDOW);
        return bought;
    }

    Bought overdue() {
        return overdue(rice(9));
    }

    /** We learn that he has paid. */
    String pay(Bought bought) {
        return questions.ask(bought.group()) ? "paid" : "not known";
    }

    String cancel(Bought bought) {
        return told(shop.cancel(bought.buyer(), bought.order(), shop.key()));
    }

    /** @return how many were ended */
    String expire() {
        return String.valueOf(cancelling.expire(1_000));
    }

    String payBack() {
        refunding.run();
        return "done";
    }

    /** @return how often its goods were given back */
    String givenBack(Bought bought) {
        return number("log_stock_movement WHERE kind = 'RELEASED' AND cause_id = ?", bought.order());
    }

    String number(String question, Object... arguments) {
        return String.valueOf(shop.count(question, arguments));
    }

    /** Somebody's balance is to go to his bank. */
    Payout payout() {
        String owner = shop.buyer();
        factors.enrol(owner, "op1", "op2", "op3");
        deposits.give(owner, 2_000);
        var bank = Map.of("holder", "王大娘", "number", "6222020200119999", "bank", "农商行");
        shop.send(owner, "PUT", "/api/shop/balance/bank-account", null, bank).is(200);
        shop.send(owner, "POST", "/api/shop/balance/withdrawals", shop.key(), Map.of("fen", 2_000))
                .is(201);
        Shop.Answer proposed =
                shop.send(ONE, "POST", "/api/county/payouts", null, Map.of("kind", "ACCOUNT", "party", owner));
        return new Payout(proposed.is(201).body().get("batch").get("batchId").getStringValue());
    }

    /** @param word {@code approval} or {@code refusal} */
    String says(String who, Payout payout, String word) {
        return told(shop.send(who, "POST", "/api/county/payouts/" + payout.batch() + "/" + word, null, null));
    }

    String state(Payout payout) {
        return shop.get(ONE, "/api/county/payouts/" + payout.batch())
                .is(200)
                .body()
                .get("payouts")
                .get("items")
                .get(0)
                .get("state")
                .getStringValue();
    }
}
