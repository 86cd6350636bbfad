package org.cunlu.orders.aftersales;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.accounts.Notices;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.Skus;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.AfterSales.Act;
import org.cunlu.orders.AfterSales.Kind;
import org.cunlu.orders.AfterSales.Part;
import org.cunlu.orders.AfterSales.Piece;
import org.cunlu.orders.AfterSales.Reason;
import org.cunlu.orders.AfterSales.Side;
import org.cunlu.orders.AfterSales.State;
import org.cunlu.orders.AfterSales.Wanted;
import org.cunlu.orders.BuyerPhotos;
import org.cunlu.orders.Ledger;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.aftersales.CountTable.Count;

/** A buyer asks for something, of what he received, in time, and not twice. */
@Singleton
class Asking {
    /** Whoever asks and withdraws keeps a shop busy and its due from being released. */
    static final int REQUESTS_MAX = 10;

    private final OrderBook book;
    private final Receipt receipt;
    private final Skus skus;
    private final Ledger ledger;
    private final AfterTable table;
    private final AfterLineTable lines;
    private final CountTable counts;
    private final StepTable steps;
    private final Moves moves;
    private final Paying paying;
    private final BuyerPhotos photos;
    private final Terms terms;
    private final Idempotency idempotency;
    private final Ids ids;
    private final Clock clock;

    Asking(
            OrderBook book,
            Receipt receipt,
            Skus skus,
            Ledger ledger,
            AfterTable table,
            AfterLineTable lines,
            CountTable counts,
            StepTable steps,
            Moves moves,
            Paying paying,
            BuyerPhotos photos,
            Terms terms,
            Idempotency idempotency,
            Ids ids,
            Clock clock) {
        this.book = book;
        this.receipt = receipt;
        this.skus = skus;
        this.ledger = ledger;
        this.table = table;
        this.lines = lines;
        this.counts = counts;
        this.steps = steps;
        this.moves = moves;
        this.paying = paying;
        this.photos = photos;
        this.terms = terms;
        this.idempotency = idempotency;
        this.ids = ids;
        this.clock = clock;
    }

    /** The id that a request has. */
    @Serdeable
    record Asked(String requestId) {}

    /**
     * @throws ProblemException not found, also for another's order; 409 {@code not-received}, {@code window-over}, {@code
     *     too-many-pieces} (more than he received and did not ask for yet), {@code too-many-requests-of-order}, and those of
     *     {@link Rules}
     */
    String ask(String buyer, Wanted wanted, @Nullable String key) {
        Rules.checkAsked(wanted.kind(), wanted.reason(), wanted.pictures().size());
        if (wanted.words() != null) {
            Rules.checkWords(wanted.words());
        }
        return idempotency
                .once(buyer, "orders.after-sales", key, wanted, Asked.class, () -> new Asked(open(buyer, wanted)))
                .requestId();
    }

    private String open(String buyer, Wanted wanted) {
        Order known = book.order(wanted.orderId())
                .filter(order -> order.accountId().equals(buyer))
                .orElseThrow(ProblemException::notFound);
        book.lock(known.groupId()).orElseThrow();
        Order order = book.order(wanted.orderId()).orElseThrow();
        if (table.ofOrder(order.orderId()) >= REQUESTS_MAX) {
            throw ProblemException.of(
                    409,
                    "too-many-requests-of-order",
                    "此单申请售后次数过多 · Too many requests of this order",
                    "请联系平台客服 · Ask the county");
        }
        // What came too late did so by somebody's word: what is presumed proves nothing.
        Instant received = wanted.reason() == Reason.LATE ? receipt.said(order) : receipt.of(order);
        Map<Integer, OrderLine> bought = book.lines(List.of(order.orderId())).get(order.orderId()).stream()
                .collect(Collectors.toMap(OrderLine::lineNo, Function.identity()));
        List<Part> parts = parts(wanted, order, received, bought);
        begin(order, bought);
        take(order, wanted, parts);
        AfterSale request = request(buyer, wanted, order, asked(wanted, order, parts));
        boolean county = wanted.reason() == Reason.LATE;
        moves.open(request, county ? Act.ASKED_COUNTY : Act.ASKED, buyer);
        lines.insert(request, parts);
        if (wanted.words() != null) {
            steps.say(ids.next(), request, Side.BUYER, wanted.words(), clock.instant());
        }
        photos.use(buyer, wanted.pictures(), request.requestId());
        if (!county) {
            moves.tellSeller(request, Notices.Kind.RETURN_ASKED, request.askedFen());
        }
        return request.requestId();
    }

    private AfterSale request(String buyer, Wanted wanted, Order order, long askedFen) {
        Instant now = clock.instant();
        boolean county = wanted.reason() == Reason.LATE;
        return new AfterSale(
                ids.next(),
                order.countyCode(),
                order.orderId(),
                buyer,
                order.sellerCode(),
                wanted.kind(),
                wanted.reason(),
                county ? State.DISPUTED : State.ASKED,
                wanted.reason().fault(),
                null,
                askedFen,
                null,
                null,
                null,
                null,
                null,
                now,
                // Of what is not the seller's nobody else is to be heard.
                county ? now : now.plus(terms.answer()),
                1);
    }

    private List<Part> parts(Wanted wanted, Order order, Instant received, Map<Integer, OrderLine> bought) {
        if (wanted.reason() == Reason.LATE) {
            return late(wanted, order, received);
        }
        if (wanted.pieces().isEmpty()) {
            throw ProblemException.invalid("lines", "lines-missing", "请选择商品 · Say which goods");
        }
        var pieces = wanted.pieces().stream()
                .collect(Collectors.toMap(Piece::lineNo, Piece::pieces, Math::addExact, TreeMap::new));
        var parts = new ArrayList<Part>();
        pieces.forEach((lineNo, count) -> {
            OrderLine line = bought.get(lineNo);
            if (line == null) {
                throw ProblemException.invalid("lines", "line-unknown", "订单没有此行 · The order has no such line");
            }
            parts.add(new Part(lineNo, line.skuCode(), count, 0));
        });
        Map<String, Sku> goods = skus.find(parts.stream().map(Part::skuCode).collect(Collectors.toSet()));
        if (wanted.kind().goodsBack()) {
            boolean opened = Boolean.TRUE.equals(wanted.opened());
            parts.forEach(part -> Rules.checkGoodsBack(
                    wanted.reason(), bought.get(part.lineNo()), goods.get(part.skuCode()), opened));
        }
        Rules.checkWindow(wanted.reason(), goods.values(), terms, received, clock.instant());
        return parts;
    }

    /** What was promised first is what counts. */
    private List<Part> late(Wanted wanted, Order order, Instant received) {
        if (!wanted.pieces().isEmpty()) {
            throw ProblemException.invalid(
                    "lines", "late-is-carriage", "晚到只赔运费 · For coming late the carriage is claimed");
        }
        if (!received.isAfter(order.promisedAt())) {
            throw ProblemException.of(409, "not-late", "没有晚于承诺时间 · It did not come later than promised", null);
        }
        if (order.freightFen() == 0) {
            throw ProblemException.of(409, "no-carriage", "此单没有运费 · No carriage was paid", null);
        }
        Rules.checkWindow(wanted.reason(), List.of(), terms, received, clock.instant());
        return List.of(new Part(AfterLineTable.FREIGHT, "", 1, 0));
    }

    /** What its buyer received of each line and paid for it, as the books have it. */
    private void begin(Order order, Map<Integer, OrderLine> bought) {
        var worth = ledger.reversible(order);
        var all = new ArrayList<Count>();
        bought.values().stream()
                .filter(line -> line.quantity() > line.shortQuantity())
                .forEach(line -> all.add(new Count(
                        line.lineNo(),
                        line.quantity() - line.shortQuantity(),
                        0,
                        0,
                        0,
                        worth.goodsFen().getOrDefault(line.lineNo(), 0L),
                        0)));
        all.add(new Count(AfterLineTable.FREIGHT, 1, 0, 0, 0, worth.freightFen(), 0));
        counts.begin(order.countyCode(), order.orderId(), all);
    }

    private void take(Order order, Wanted wanted, List<Part> parts) {
        for (Part part : parts) {
            if (!counts.open(
                    order.orderId(), part.lineNo(), part.pieces(), wanted.kind().goodsBack())) {
                throw ProblemException.of(
                                409,
                                "too-many-pieces",
                                "超过已收货且未申请的数量 · More than was received and not asked for yet",
                                null)
                        .fact("lineNo", part.lineNo());
            }
        }
    }

    private long asked(Wanted wanted, Order order, List<Part> parts) {
        long worth = paying.worthFen(order.orderId(), parts);
        if (wanted.kind() == Kind.EXCHANGE) {
            return 0;
        }
        if (wanted.fen() != null && wanted.kind() != Kind.CLAIM) {
            throw ProblemException.invalid("fen", "amount-not-asked", "只有理赔可填金额 · Only a claim names an amount");
        }
        if (wanted.fen() != null && wanted.fen() > worth) {
            throw ProblemException.of(409, "more-than-paid", "超过可退金额 · More than what was paid for it", null)
                    .fact("mostFen", worth);
        }
        return wanted.fen() == null ? worth : wanted.fen();
    }
}
