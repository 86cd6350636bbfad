package org.cunlu.orders.weighing;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Workplaces;
import org.cunlu.orders.LineShare;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.OrderState.FulfilmentStatus;
import org.cunlu.orders.OrderState.Lifecycle;
import org.cunlu.orders.WeightUse;
import org.cunlu.orders.weighing.WeighingTable.Reading;

/**
 * Workers read what lines weigh while they pick them. A reading beyond what the buyer accepted is refused: something is taken out, or
 * added, or fewer pieces go.
 */
@Singleton
class Weighing {
    static final String ACT = "orders.weighed";
    /** Readings of an order; nobody weighs more often. */
    private static final int MOST = 200;

    private final WeighingTable table;
    private final OrderBook book;
    private final Workplaces workplaces;
    private final Idempotency idempotency;
    private final Ids ids;
    private final Clock clock;

    Weighing(
            WeighingTable table, OrderBook book, Workplaces workplaces, Idempotency idempotency, Ids ids, Clock clock) {
        this.table = table;
        this.book = book;
        this.workplaces = workplaces;
        this.idempotency = idempotency;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param pieces on the scales @param grams what they weigh, net */
    @Serdeable
    @Schema(name = "Weighing.Read")
    record Read(
            @NotBlank @Size(max = 13) String orderId,
            @Positive int lineNo,
            @Positive @Max(9_999) int pieces,
            @Positive @Max(100_000_000) long grams) {}

    /**
     * A line that is paid for as it weighs.
     * @param leastGrams that its pieces may weigh @param grams what they weigh by what was read last, those that were not on the scales as
     *     ordered; null before
     * @param payFen what its buyer would pay for it as it was read or, before, as it was ordered
     */
    @Serdeable
    @Schema(name = "Weighing.Line")
    record Weighable(
            String orderId,
            int lineNo,
            String skuCode,
            String name,
            int pieces,
            long orderedGrams,
            long leastGrams,
            long mostGrams,
            @Nullable Long grams,
            long payFen) {}

    Weighable read(Caller caller, Read read, @Nullable String key) {
        Order known = own(caller, read.orderId());
        return idempotency.once(
                caller.accountId(), ACT, key, read, Weighable.class, () -> read(caller, known.groupId(), read));
    }

    private Weighable read(Caller caller, String groupId, Read read) {
        book.lock(groupId).orElseThrow();
        Order order = book.order(read.orderId()).orElseThrow(ProblemException::notFound);
        OrderLine line = lines(order).stream()
                .filter(each -> each.lineNo() == read.lineNo() && each.weight() != null)
                .findFirst()
                .orElseThrow(ProblemException::notFound);
        check(order, line, read);
        table.insert(
                ids.next(), order, line.lineNo(), read.pieces(), read.grams(), caller.accountId(), clock.instant());
        return told(line, new Reading("", read.pieces(), read.grams()));
    }

    List<Weighable> of(Caller caller, String orderId) {
        Order order = own(caller, orderId);
        var last = table.last(List.of(orderId));
        return lines(order).stream()
                .filter(line -> line.weight() != null)
                .map(line -> told(line, last.get(new WeighingTable.Line(orderId, line.lineNo()))))
                .toList();
    }

    /** Another node's order is as absent as none. */
    private Order own(Caller caller, String orderId) {
        return book.order(orderId)
                .filter(order -> workplaces.covers(caller, order.fromNode(), Workplaces.HANDS))
                .orElseThrow(ProblemException::notFound);
    }

    private List<OrderLine> lines(Order order) {
        return book.lines(List.of(order.orderId())).getOrDefault(order.orderId(), List.of());
    }

    private void check(Order order, OrderLine line, Read read) {
        boolean open = order.state().lifecycle() == Lifecycle.OPEN
                && order.state().fulfilment() == FulfilmentStatus.ALLOCATED
                && !line.weighed();
        if (!open) {
            throw ProblemException.of(
                    409,
                    "not-to-be-weighed",
                    "现在不能称重 · It cannot be weighed now",
                    "未付款、已打包或已结束 · Unpaid, packed, or over");
        }
        int pieces = line.quantity() - line.shortQuantity();
        if (read.pieces() > pieces) {
            throw ProblemException.of(409, "more-than-ordered", "超过订购件数 · More pieces than were ordered", null)
                    .fact("pieces", pieces);
        }
        WeightUse weight = line.weight();
        long least = weight.leastEach() * read.pieces();
        long most = weight.mostEach() * read.pieces();
        if (read.grams() < least || read.grams() > most) {
            throw ProblemException.of(
                            409,
                            "weight-outside-tolerance",
                            "超出买家接受的误差 · Beyond what its buyer accepted",
                            "请增减后再称 · Take some out or add some, and weigh again")
                    .fact("leastGrams", least)
                    .fact("mostGrams", most);
        }
        if (table.count(order.orderId()) >= MOST) {
            throw ProblemException.of(409, "weighed-too-often", "称重次数过多 · It was weighed too often", null);
        }
    }

    private static Weighable told(OrderLine line, @Nullable Reading read) {
        WeightUse weight = line.weight();
        int pieces = line.quantity() - line.shortQuantity();
        Long grams = line.weighed() ? weight.gotGrams() : null;
        if (grams == null && read != null) {
            grams = read.of(pieces, weight.gramsEach());
        }
        long ordered = weight.gramsEach() * pieces;
        return new Weighable(
                line.orderId(),
                line.lineNo(),
                line.skuCode(),
                line.name(),
                pieces,
                ordered,
                weight.leastEach() * pieces,
                weight.mostEach() * pieces,
                grams,
                line.netFen() - LineShare.netUntil(line, line.units() - (grams == null ? ordered : grams)));
    }
}
