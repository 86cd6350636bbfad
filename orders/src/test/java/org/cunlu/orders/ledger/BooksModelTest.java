package org.cunlu.orders.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.orders.Ledger;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderGroup;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.OrderState;
import org.cunlu.orders.OrderState.FulfilmentStatus;
import org.cunlu.orders.OrderState.Lifecycle;
import org.cunlu.orders.OrderState.PaymentStatus;
import org.cunlu.orders.OrderStep.Why;
import org.cunlu.orders.Party;
import org.cunlu.orders.PaymentChoice;
import org.cunlu.orders.Payout;
import org.cunlu.orders.Reversal;
import org.cunlu.orders.WeightUse;
import org.cunlu.orders.standin.MovedClock;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Ten thousand random steps of buyers, sellers, the gateway and the bank, booked by the real ledger on the real database and, beside
 * it, by {@link BooksModel}, which knows no journals. They must not differ by a fen.
 */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BooksModelTest implements TestPropertyProvider {
    private static final String COUNTY = "500233";
    private static final int STEPS = 10_000;
    /** Steps of one transaction, as consumers hear news together; it is what makes ten thousand quick. */
    private static final int TOGETHER = 40;

    @Inject
    Ledger ledger;

    @Inject
    OrderBook book;

    @Inject
    JournalTable journals;

    @Inject
    Releasing releasing;

    @Inject
    Transactions transactions;

    @Inject
    Ids ids;

    @Inject
    Clock clock;

    @Inject
    MovedClock moved;

    @Inject
    Shop shop;

    private final BooksModel model = new BooksModel();
    private final List<Order> unpaid = new ArrayList<>();
    private final List<Order> paid = new ArrayList<>();
    private final List<Order> delivered = new ArrayList<>();
    private final Map<String, List<OrderLine>> lines = new TreeMap<>();
    private final List<String[]> owed = new ArrayList<>();
    private final List<Payout> sent = new ArrayList<>();
    private Random random;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("books-model");
    }

    @Test
    void tenThousandStepsAreBookedAsASimpleModelOfTheBooksHasThem() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("seed " + seed);
        random = new Random(seed);
        for (int done = 0; done < STEPS; done += TOGETHER) {
            transactions.run(() -> {
                for (int i = 0; i < TOGETHER; i++) {
                    step();
                }
            });
            if (done % 1_000 < TOGETHER) {
                moved.forward(Duration.ofDays(3));
                release();
                compare(seed, done);
            }
        }
        moved.forward(Duration.ofDays(30));
        release();
        compare(seed, STEPS);
        assertThat(shop.count("ord_journal")).as("steps that moved money").isGreaterThan(STEPS / 2);
        assertThat(shop.count("(SELECT journal_id FROM ord_posting GROUP BY journal_id HAVING SUM(amount_fen) <> 0) x"))
                .isZero();
    }

    private void step() {
        int dice = random.nextInt(100);
        if (dice < 25 || unpaid.isEmpty()) {
            place();
        } else if (dice < 45) {
            pay(take(unpaid));
        } else if (dice < 48) {
            expire(take(unpaid));
        } else if (dice < 66 && !paid.isEmpty()) {
            deliver(take(paid));
        } else if (dice < 70 && !paid.isEmpty()) {
            cancel(take(paid));
        } else if (dice < 85 && !delivered.isEmpty()) {
            takeBack(delivered.get(random.nextInt(delivered.size())));
        } else if (dice < 91 && !owed.isEmpty()) {
            refund(owed.remove(random.nextInt(owed.size())));
        } else if (dice < 96) {
            payOut();
        } else if (!sent.isEmpty()) {
            bankSays(sent.remove(random.nextInt(sent.size())));
        }
    }

    private void place() {
        String id = ids.next();
        var some = new ArrayList<OrderLine>();
        int count = 1 + random.nextInt(3);
        long goods = 0;
        long discount = 0;
        long commission = 0;
        for (int no = 1; no <= count; no++) {
            OrderLine line = RandomLines.line(random, id, no);
            some.add(line);
            goods += line.amountFen();
            discount += line.discountFen();
            commission += line.terms().commissionFen();
        }
        long freight = random.nextInt(1_000);
        long fee = Math.min(60, freight);
        String seller = "S" + random.nextInt(5);
        long total = goods + freight - discount;
        if (total == 0) {
            return;
        }
        var group = new OrderGroup(
                ids.next(),
                COUNTY,
                "B",
                "R",
                PaymentChoice.ONLINE,
                OrderGroup.Status.AWAITING_PAYMENT,
                total,
                clock.instant().plus(Duration.ofMinutes(30)),
                clock.instant());
        var order = new Order(
                id,
                group.groupId(),
                COUNTY,
                "B",
                "R",
                seller,
                seller,
                "500233",
                "V1",
                false,
                new OrderState(Lifecycle.OPEN, PaymentStatus.UNPAID, FulfilmentStatus.RESERVED),
                goods,
                freight,
                discount,
                total,
                0,
                0,
                commission,
                fee,
                1_000,
                1_000,
                clock.instant(),
                null,
                null,
                clock.instant(),
                1);
        book.open(group, List.of(order), some);
        lines.put(id, some);
        unpaid.add(order);
        model.placed(order, some);
    }

    private void pay(Order order) {
        ledger.captured(COUNTY, "SANDBOX", ids.next(), Map.of(order.orderId(), order.totalFen()));
        paid.add(move(order, Lifecycle.OPEN, PaymentStatus.PAID, FulfilmentStatus.ALLOCATED, Why.PAYMENT_CAPTURED));
        model.add("gateway", order.totalFen());
        model.add("prepaid", -order.totalFen());
    }

    private void expire(Order order) {
        move(order, Lifecycle.CANCELLED, PaymentStatus.UNPAID, FulfilmentStatus.GIVEN_BACK, Why.NOT_PAID_IN_TIME);
    }

    private void cancel(Order order) {
        move(order, Lifecycle.CANCELLED, PaymentStatus.REFUND_DUE, FulfilmentStatus.GIVEN_BACK, Why.CANCELLED_BY_BUYER);
        owe(order, order.totalFen());
    }

    private void deliver(Order order) {
        Order weighed = weigh(order);
        ledger.delivered(weighed, "V1");
        delivered.add(
                move(weighed, Lifecycle.COMPLETED, PaymentStatus.PAID, FulfilmentStatus.HANDED_OVER, Why.DELIVERED));
        model.delivered(weighed);
    }

    /** Some of its lines are weighed, and what they weigh less goes back. */
    private Order weigh(Order order) {
        long back = 0;
        var byLine = new HashMap<OrderLine, WeightUse>();
        for (OrderLine line : lines.get(order.orderId())) {
            if (line.weight() != null) {
                long grams = random.nextLong(line.units() + 1);
                byLine.put(line, line.weight().got(grams, line.quantity()));
                back += model.weighed(order, line.lineNo(), grams);
            }
        }
        if (byLine.isEmpty()) {
            return order;
        }
        book.weighed(order, byLine, back);
        owe(order, back);
        return book.order(order.orderId()).orElseThrow();
    }

    private void takeBack(Order order) {
        var left = ledger.reversible(order);
        var parts = new ArrayList<Reversal.Part>();
        left.goodsFen().forEach((no, fen) -> {
            int pieces = left.pieces().get(no);
            if (random.nextBoolean() && fen + pieces > 0) {
                boolean all = random.nextInt(3) == 0;
                long some = all ? fen : random.nextLong(fen + 1);
                int gone = all ? pieces : random.nextInt(pieces + 1);
                if (some + gone > 0) {
                    parts.add(new Reversal.Part(no, gone, some));
                }
            }
        });
        long freight = random.nextInt(4) == 0 ? left.freightFen() : 0;
        if (parts.isEmpty() && freight == 0) {
            return;
        }
        var fault = Reversal.Fault.values()[random.nextInt(4)];
        var reversal = new Reversal(ids.next(), parts, freight, fault, fault == Reversal.Fault.NETWORK ? "V1" : null);
        assertThat(model.reversible(order)).isEqualTo(left.goodsFen());
        ledger.reversed(order, reversal);
        model.reversed(order, reversal);
        owe(order, reversal.fen());
    }

    private void owe(Order order, long fen) {
        if (fen > 0) {
            String refund = ids.next();
            ledger.refundDue(COUNTY, refund, order.orderId(), fen);
            owed.add(new String[] {refund, order.orderId(), String.valueOf(fen)});
            model.add("prepaid", fen);
            model.add("refunds", -fen);
        }
    }

    private void refund(String[] refund) {
        long fen = Long.parseLong(refund[2]);
        ledger.refunded(COUNTY, "SANDBOX", refund[0], refund[1], fen);
        model.add("refunds", fen);
        model.add("gateway", -fen);
    }

    private void payOut() {
        var party = new Party(Party.Kind.SELLER, "S" + random.nextInt(5));
        long fen = ledger.payableFen(party);
        if (fen > 0) {
            var payout = new Payout(ids.next(), "BATCH", COUNTY, party, 1 + random.nextLong(fen));
            ledger.payoutSent(payout);
            sent.add(payout);
            model.add("seller:" + party.code(), payout.fen());
            model.add("payouts", -payout.fen());
        }
    }

    private void bankSays(Payout payout) {
        model.add("payouts", payout.fen());
        if (random.nextInt(4) == 0) {
            ledger.payoutBounced(payout);
            model.add("seller:" + payout.party().code(), -payout.fen());
        } else {
            ledger.payoutPaid(payout);
            model.add("bank", -payout.fen());
        }
    }

    private Order move(Order order, Lifecycle life, PaymentStatus payment, FulfilmentStatus goods, Why why) {
        return book.move(order, new OrderState(life, payment, goods), clock.instant(), "model", why);
    }

    private void release() {
        while (releasing.gather(1_000) == 1_000) {
            // More than fits at once.
        }
        int released = releasing.release(100_000);
        assertThat(releasing.release(100_000)).as("a second time").isZero();
        model.released += released;
    }

    private void compare(long seed, int step) {
        var books = new TreeMap<String, Long>();
        for (JournalTable.Balance each :
                transactions.read(() -> journals.balances(List.of(COUNTY), "", "", 1_000_000))) {
            books.merge(BooksModel.name(each.account()), each.balanceFen(), Math::addExact);
        }
        books.values().removeIf(fen -> fen == 0);
        assertThat(books).as("seed %d, step %d", seed, step).isEqualTo(model.balances());
        if (step > 5_000) {
            assertThat(model.released).as("released").isPositive();
        }
    }

    private Order take(List<Order> orders) {
        return orders.remove(random.nextInt(orders.size()));
    }
}
