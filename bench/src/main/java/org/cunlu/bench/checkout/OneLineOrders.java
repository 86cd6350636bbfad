package org.cunlu.bench.checkout;

import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cunlu.bench.calling.Answer;
import org.cunlu.bench.calling.BrokenOff;
import org.cunlu.bench.calling.Buyer;
import org.cunlu.bench.measuring.ClosedLoop;
import org.cunlu.bench.measuring.ClosedLoop.Turn;

/** One buyer who orders one piece after the other. The measured part of a turn is the placing request. */
final class OneLineOrders implements ClosedLoop.Client {
    /** How an outcome ends that is right when too many come, and only then. */
    static final String PUT_OFF = " put off by http-503";

    private final Buyer buyer;
    private final List<Ware> wares;
    /** Offers that somebody found sold out; shared by all. */
    private final Set<String> gone;

    private int next;
    private String inCart;
    private String lastKey;
    /** What he placed and still has, the latest last; read only when it is given back, so that a turn parses nothing. */
    private final List<Answer> placed = new ArrayList<>();

    OneLineOrders(Buyer buyer, List<Ware> wares, int first, Set<String> gone) {
        this.buyer = buyer;
        this.wares = new ArrayList<>(wares);
        this.next = first;
        this.gone = gone;
    }

    /** What he buys. @param order body of the request, with the price he was told */
    record Ware(String offerId, byte[] order) {}

    @Override
    public Turn turn() {
        int at = nextWare();
        Ware ware = wares.get(at);
        try {
            if (inCart != null) {
                // What an order that failed left in the cart would be part of the next one.
                Answer cleared = buyer.takeOutOfCart(inCart);
                if (!cleared.done()) {
                    return new Turn(failed("clear", cleared), 0);
                }
            }
            inCart = ware.offerId();
            Answer cart = buyer.putInCart(ware.offerId(), 1);
            if (!cart.done()) {
                return new Turn(failed("cart", cart), 0);
            }
            String key = Buyer.freshKey();
            long begun = System.nanoTime();
            Answer placed = buyer.place(ware.order(), key);
            long nanos = System.nanoTime() - begun;
            if (placed.done()) {
                inCart = null;
                lastKey = key;
                this.placed.add(placed);
                return Turn.done(nanos);
            }
            return new Turn(placed.putOff() ? failed("order", placed) : refused(at, placed), 0);
        } catch (IOException e) {
            return new Turn(Turn.LOST, 0);
        }
    }

    /** @return the order of his last turn that succeeded, if any did */
    Optional<Placed> last() {
        if (placed.isEmpty()) {
            return Optional.empty();
        }
        JsonNode group = placed.getLast().json();
        return Optional.of(new Placed(
                buyer.accountId(), lastKey, group.get("groupId").getStringValue(), orderId(placed.getLast())));
    }

    /** Cancels what he ordered. @param keep how many of the latest stay his */
    void giveBack(int keep) {
        try {
            while (placed.size() > keep) {
                buyer.cancel(orderId(placed.getFirst())).must("取消不了 · An order cannot be cancelled");
                placed.removeFirst();
            }
        } catch (IOException e) {
            throw new BrokenOff("应用没有回答 · The app does not answer: " + e.getMessage(), e);
        }
    }

    /**
     * Cancels what he ordered as long as he is not told to come again.
     * @return how that ended
     */
    String tryToGiveBack() {
        try {
            while (!placed.isEmpty()) {
                Answer cancelled = buyer.cancel(orderId(placed.getFirst()));
                if (!cancelled.done()) {
                    return failed("cancel", cancelled);
                }
                placed.removeFirst();
            }
            return Turn.DONE;
        } catch (IOException e) {
            return Turn.LOST;
        }
    }

    private static String failed(String what, Answer answer) {
        return answer.putOff() ? what + PUT_OFF : what + " " + answer.code();
    }

    private static String orderId(Answer placed) {
        return placed.json().get("orders").get(0).get("orderId").getStringValue();
    }

    private String refused(int at, Answer answer) {
        String code = answer.code();
        String offerId = wares.get(at).offerId();
        if (code.equals("sold-out")) {
            gone.add(offerId);
        } else if (code.equals("total-changed")) {
            wares.set(at, new Ware(offerId, buyer.orderBody(answer.fact("totalFen", 0))));
        }
        return code;
    }

    private int nextWare() {
        for (int tried = 0; tried < wares.size(); tried++) {
            int at = next++ % wares.size();
            if (!gone.contains(wares.get(at).offerId())) {
                return at;
            }
        }
        throw new BrokenOff("全部卖完了，未付款的订单到期后库存会回来，或 ./cunlu up --fresh 重来"
                + " · All is sold out: stock returns when unpaid orders expire, or start again by ./cunlu up --fresh");
    }
}
