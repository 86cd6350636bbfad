package org.cunlu.web.seller;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.HashMap;
import java.util.List;
import org.cunlu.catalog.ShopChecklist;
import org.cunlu.catalog.ShopOffers;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.orders.LiveConsole;
import org.cunlu.orders.LiveShow;
import org.cunlu.orders.ShopAfterSales;
import org.cunlu.orders.ShopMoney;
import org.cunlu.orders.ShopOrders;
import org.cunlu.web.Desk;

/** Today: what is to be done next, of what the caller has a right to. */
@Controller(SellerPages.SELLER)
@Secured({ShopRight.OWNER_ROLE, "LIVE_HOST", ShopRight.GOODS_ROLE, ShopRight.ORDERS_ROLE, ShopRight.MONEY_ROLE})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Hidden
class SellerPages {
    static final String SELLER = "/seller";
    private static final int SHOWN = 5;

    private final Desk desk;
    private final ShopOrders orders;
    private final ShopAfterSales sales;
    private final HandIns handIns;
    private final ShopChecklist papers;
    private final ShopMoney money;
    private final ShopOffers offers;
    private final LiveConsole live;

    SellerPages(
            Desk desk,
            ShopOrders orders,
            ShopAfterSales sales,
            HandIns handIns,
            ShopChecklist papers,
            ShopMoney money,
            ShopOffers offers,
            LiveConsole live) {
        this.desk = desk;
        this.orders = orders;
        this.sales = sales;
        this.handIns = handIns;
        this.papers = papers;
        this.money = money;
        this.offers = offers;
        this.live = live;
    }

    @Get
    HttpResponse<?> today(HttpRequest<?> request, Caller caller) {
        var facts = new HashMap<String, Object>();
        boolean sells = !ShopRight.ORDERS.shops(caller).isEmpty();
        facts.put("waiting", sells ? orders.count(caller, ShopOrders.Part.TO_HAND_IN) : null);
        facts.put("asked", sells ? sales.waiting(caller) : null);
        facts.put(
                "next",
                sells
                        ? handIns.of(orders.list(caller, ShopOrders.Part.TO_HAND_IN, null, SHOWN)
                                .items())
                        : List.of());
        facts.put("papers", papers.due(caller));
        List<String> paid = ShopRight.MONEY.shops(caller);
        facts.put(
                "owedFen",
                paid.isEmpty()
                        ? null
                        : paid.stream()
                                .mapToLong(shop ->
                                        money.dues(caller, shop, null, 1).owedFen())
                                .sum());
        boolean keepsGoods = !ShopRight.GOODS.shops(caller).isEmpty();
        facts.put(
                "inReview",
                keepsGoods
                        ? offers.list(caller, ShopOffers.Part.IN_REVIEW, null, null, SHOWN)
                                .items()
                        : List.of());
        facts.put("keepsGoods", keepsGoods);
        facts.put("live", liveSoon(caller));
        return desk.show(request, SELLER, "seller/today", facts);
    }

    private List<LiveConsole.SessionView> liveSoon(Caller caller) {
        return ShopRight.LIVE.shops(caller).isEmpty()
                ? List.of()
                : live.list(caller, null, 2 * SHOWN).items().stream()
                        .filter(session -> session.state() != LiveShow.State.ENDED)
                        .toList();
    }
}
