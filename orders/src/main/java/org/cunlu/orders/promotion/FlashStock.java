package org.cunlu.orders.promotion;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Allotments;
import org.cunlu.logistics.StockLine;
import org.cunlu.orders.FlashSales;
import org.cunlu.orders.Promotion;
import org.cunlu.orders.Promotion.Flash;
import org.cunlu.orders.Promotion.Kind;
import org.cunlu.orders.Promotion.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pieces of flash sales and group buys: kept apart when a sale is made or approved, free again when it is over. */
@Singleton
class FlashStock implements FlashSales {
    private static final Logger LOG = LoggerFactory.getLogger(FlashStock.class);

    private final InForce inForce;
    private final PromotionTable table;
    private final Offers offers;
    private final Allotments allotments;
    private final Transactions transactions;
    private final Clock clock;
    private final String county;

    FlashStock(
            InForce inForce,
            PromotionTable table,
            Offers offers,
            Allotments allotments,
            Transactions transactions,
            Clock clock,
            @Value("${cunlu.county.code}") String county) {
        this.inForce = inForce;
        this.table = table;
        this.offers = offers;
        this.allotments = allotments;
        this.transactions = transactions;
        this.clock = clock;
        this.county = county;
    }

    /** @throws ProblemException when it is no offer of its seller's that lies there, or no lower price */
    void check(Promotion promotion) {
        if (promotion.kind().keepsApart()) {
            Flash flash = promotion.terms().apart();
            Offer offer = offer(flash);
            if (offer == null
                    || !offer.sellerCode().equals(promotion.sellerCode())
                    || !offer.sourceNodes().contains(flash.nodeCode())) {
                throw ProblemException.invalid(
                        field(promotion), "offer-unknown", "没有这个商品或不在该处 · No such offer of this shop there");
            }
            if (flash.priceFen() >= offer.priceFen()) {
                throw ProblemException.invalid(
                        field(promotion) + ".priceFen", "price-above-list", "促销价须低于原价 · No lower than elsewhere");
            }
        }
    }

    private static String field(Promotion promotion) {
        return promotion.kind() == Kind.FLASH ? "terms.flash" : "terms.group";
    }

    private Offer offer(Flash flash) {
        return offers.find(List.of(flash.offerId())).get(flash.offerId());
    }

    /** Joins the transaction. @throws ProblemException 409 {@code sold-out} */
    void take(Promotion promotion, String actor) {
        if (promotion.kind().keepsApart()) {
            check(promotion);
            Flash flash = promotion.terms().apart();
            var line = new StockLine(offer(flash).sku().code(), flash.nodeCode(), flash.pieces());
            if (!allotments.take(promotion.id(), promotion.countyCode(), line, actor)) {
                throw ProblemException.of(
                        409, "sold-out", "库存不足 · Fewer pieces are free there", "请减少数量 · Keep fewer apart");
            }
        }
    }

    /** Joins the transaction. */
    void free(Promotion promotion, String actor) {
        if (promotion.kind().keepsApart() && promotion.state() == State.ACTIVE) {
            allotments.free(List.of(promotion.id()), actor);
        }
    }

    /** Ends sales whose time is over. @return how many */
    int sweep(int limit) {
        int ended = sweep(Kind.FLASH, limit) + sweep(Kind.GROUP, limit);
        if (ended > 0) {
            inForce.forget();
        }
        return ended;
    }

    private int sweep(Kind kind, int limit) {
        int ended = 0;
        for (String id : transactions.read(() -> table.over(county, kind, clock.instant(), limit))) {
            try {
                ended += transactions.run(() -> end(id));
            } catch (RuntimeException e) {
                // It keeps none of the others, and is tried again with the next sweep.
                LOG.error("flash sale {} could not be ended", id, e);
            }
        }
        return ended;
    }

    private int end(String id) {
        return table.lock(id)
                .filter(each -> each.state() == State.ACTIVE && table.move(each, State.ENDED, null) == 1)
                .map(each -> {
                    free(each, "orders.flash");
                    return 1;
                })
                .orElse(0);
    }

    @Override
    public Map<String, Offered> running(Collection<String> offerIds, Instant now) {
        var sales = new HashMap<String, Promotion>();
        for (Promotion each : inForce.running(now)) {
            if (each.kind() == Kind.FLASH
                    && offerIds.contains(each.terms().flash().offerId())) {
                sales.putIfAbsent(each.terms().flash().offerId(), each);
            }
        }
        if (sales.isEmpty()) {
            return Map.of();
        }
        var standing =
                allotments.standing(sales.values().stream().map(Promotion::id).toList());
        var running = new HashMap<String, Offered>();
        sales.forEach((offerId, sale) -> {
            Flash flash = sale.terms().flash();
            for (Allotments.Standing each : standing.getOrDefault(sale.id(), List.of())) {
                running.put(offerId, offered(sale, flash, each));
            }
        });
        return running;
    }

    private static Offered offered(Promotion sale, Flash flash, Allotments.Standing apart) {
        return new Offered(
                sale.id(), apart.skuCode(), apart.nodeCode(), flash.priceFen(), apart.left(), flash.limitEach());
    }

    @Override
    public Optional<Offered> group(String promotionId, Instant now) {
        return inForce.running(now).stream()
                .filter(each -> each.id().equals(promotionId) && each.kind() == Kind.GROUP)
                .findFirst()
                .flatMap(each -> allotments.standing(List.of(promotionId)).getOrDefault(promotionId, List.of()).stream()
                        .findFirst()
                        .map(apart -> offered(each, each.terms().apart(), apart)));
    }
}
