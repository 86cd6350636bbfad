package org.cunlu.bench.chaos;

import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.cunlu.bench.chaos.Book.Act;
import org.cunlu.bench.chaos.Book.Known;
import org.cunlu.bench.chaos.Book.Unsure;
import org.cunlu.bench.chaos.Caller.Request;
import org.cunlu.bench.chaos.Caller.Result;

/** What one buyer does, each act written into the book as far as he was told of it. */
final class Buying {
    private static final String PLACE = "/api/shop/order-groups";

    private final Caller caller;
    private final Book book;
    private final Person buyer;

    Buying(Caller caller, Book book, Person buyer) {
        this.caller = caller;
        this.book = book;
        this.buyer = buyer;
    }

    Person person() {
        return buyer;
    }

    /** What was placed. */
    record Placed(String groupId, List<String> orders) {}

    /** @return whether there is a cart with just these and a price of it; empty when somebody said no, or nobody anything */
    Optional<Long> quote(List<String> offers, String village) {
        Result cart = caller.ask(buyer, Request.get("/api/shop/cart"));
        if (!cart.done()) {
            return Optional.empty();
        }
        for (JsonNode line : cart.json().get("lines").values()) {
            caller.ask(buyer, new Request("DELETE", line(line.get("offerId").getStringValue()), null, null));
        }
        for (String offer : offers) {
            if (!caller.ask(buyer, new Request("PUT", line(offer), null, Caller.json(Map.of("quantity", 1))))
                    .done()) {
                return Optional.empty();
            }
        }
        Result quote = caller.ask(buyer, Goods.quote(village));
        return quote.done() ? Optional.of(quote.json().get("totalFen").getLongValue()) : Optional.empty();
    }

    /** Whether the same request is sent a second time, and when: it must be answered alike. */
    enum Again {
        NO,
        AFTER,
        BESIDE
    }

    Optional<Placed> place(String village, long totalFen, Again again) {
        var order = new LinkedHashMap<String, Object>();
        order.put("destination", Map.of("villageCode", village));
        order.put("recipient", Map.of("name", "试验买家", "phone", buyer.phone()));
        order.put("quotedTotalFen", totalFen);
        order.put("payment", "ONLINE");
        var request = new Unsure(buyer.id(), UUID.randomUUID().toString(), Caller.json(order));
        book.attempted(Act.PLACE);
        if (again == Again.NO) {
            return noted(request, List.of(ask(request)));
        }
        var rival = new CompletableFuture<Result>();
        if (again == Again.BESIDE) {
            rival.completeAsync(() -> ask(request), Thread::startVirtualThread);
        }
        Result first = ask(request);
        if (again == Again.AFTER) {
            // What was refused may be possible by now: only what was done has to be answered alike.
            rival.complete(first.done() ? ask(request) : first);
        }
        return noted(request, List.of(first, rival.join()));
    }

    private Result ask(Unsure request) {
        return caller.ask(buyer, Request.post(PLACE, request.key(), request.body()));
    }

    private Optional<Placed> noted(Unsure request, List<Result> results) {
        Optional<Result> done = results.stream().filter(Result::done).findFirst();
        Optional<Result> refused = results.stream().filter(Result::refused).findFirst();
        boolean answersLost = results.stream().anyMatch(Result::answersLost);
        if (done.isPresent()) {
            List<Placed> placed = results.stream()
                    .filter(Result::done)
                    .map(result -> noted(request, result))
                    .toList();
            refused.ifPresent(other -> book.contradiction("key " + request.key() + " was answered with group "
                    + placed.getFirst().groupId() + " and with "
                    + other.reply().orElseThrow().shown()));
            return Optional.of(placed.getFirst());
        }
        if (refused.isPresent()) {
            book.notPlaced(request, answersLost, refused.get().code());
        } else {
            book.nobodyKnows(request);
        }
        return Optional.empty();
    }

    /** Asks once more for what nobody had answered, by its key. */
    void settle(Unsure request) {
        Result result = ask(request);
        if (result.done()) {
            noted(request, result);
        } else if (result.refused()) {
            book.settledAsAbsent(request.key());
        }
    }

    private Placed noted(Unsure request, Result result) {
        JsonNode group = result.json();
        var orders = new ArrayList<String>();
        group.get("orders")
                .values()
                .forEach(order -> orders.add(order.get("orderId").getStringValue()));
        String groupId = group.get("groupId").getStringValue();
        book.placed(buyer.id(), request.key(), groupId, orders);
        return new Placed(groupId, orders);
    }

    /**
     * How the gateway tells that it was paid.
     * @param times how often
     * @param delaySeconds how much later, when others that were paid after it have been told
     */
    record Notice(int times, int delaySeconds) {
        static final Notice AT_ONCE = new Notice(1, 0);
    }

    /** Begins to pay by the sandbox, and pays there. */
    boolean pay(String groupId, Notice notice) {
        book.attempted(Act.PAY);
        Result begun = caller.ask(
                buyer,
                Request.post(
                        PLACE + "/" + groupId + "/payments",
                        UUID.randomUUID().toString(),
                        Caller.json(Map.of("gateway", "SANDBOX"))));
        if (!begun.done()) {
            unpaid(begun);
            return false;
        }
        String charge = begun.json().get("chargeId").getStringValue();
        Result paid = caller.ask(
                null,
                new Request(
                        "POST",
                        "/sandbox/charges/" + charge + "/pay",
                        null,
                        Caller.json(Map.of("times", notice.times(), "delaySeconds", notice.delaySeconds()))));
        if (paid.done()) {
            book.paid(groupId, Known.YES);
        } else if (paid.refused() && !paid.answersLost()) {
            unpaid(paid);
        } else {
            book.paid(groupId, Known.MAYBE);
        }
        return paid.done();
    }

    private void unpaid(Result result) {
        if (result.refused()) {
            book.refused(Act.PAY, result.code());
        } else {
            book.unknown(Act.PAY);
        }
    }

    void cancel(String groupId, String order) {
        book.attempted(Act.CANCEL);
        Result result = caller.ask(
                buyer,
                Request.post(
                        "/api/shop/orders/" + order + "/cancel",
                        UUID.randomUUID().toString(),
                        null));
        if (result.done()) {
            book.cancelled(groupId, order, Known.YES);
        } else if (result.refused() && !result.answersLost()) {
            book.refused(Act.CANCEL, result.code());
        } else {
            book.cancelled(groupId, order, Known.MAYBE);
        }
    }

    /** @return all his orders as his list shows them */
    List<Seen> orders() {
        var seen = new ArrayList<Seen>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = caller.must(buyer, Request.get("/api/shop/orders?limit=100" + cursor));
            for (JsonNode order : page.get("items").values()) {
                seen.add(new Seen(
                        order.get("orderId").getStringValue(),
                        order.get("groupId").getStringValue(),
                        order.get("lifecycle").getStringValue(),
                        order.get("paymentStatus").getStringValue()));
            }
            JsonNode next = page.get("next");
            cursor = next == null || !next.isString() ? null : "&cursor=" + next.getStringValue();
        }
        return seen;
    }

    private static String line(String offerId) {
        return "/api/shop/cart/lines/" + offerId;
    }
}
