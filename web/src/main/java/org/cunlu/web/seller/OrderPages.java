package org.cunlu.web.seller;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.HandInLabels;
import org.cunlu.orders.SellerOrderView;
import org.cunlu.orders.ShopOrders;
import org.cunlu.web.Desk;

/** Orders to hand in with their labels, those under way, and those that are over. */
@Controller(OrderPages.ORDERS)
@Secured({ShopRight.OWNER_ROLE, ShopRight.ORDERS_ROLE})
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
class OrderPages {
    static final String ORDERS = SellerPages.SELLER + "/orders";
    private static final int A_PAGE = 30;
    /** One print. */
    private static final int LABELS_MAX = 100;

    private final Desk desk;
    private final ShopOrders orders;
    private final HandIns handIns;
    private final HandInLabels labels;

    OrderPages(Desk desk, ShopOrders orders, HandIns handIns, HandInLabels labels) {
        this.desk = desk;
        this.orders = orders;
        this.handIns = handIns;
        this.labels = labels;
    }

    @Get
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> list(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue String part,
            @Nullable @QueryValue String cursor) {
        ShopOrders.Part asked = part(part);
        Page<SellerOrderView> page = orders.list(caller, asked, cursor, A_PAGE);
        return desk.show(
                request,
                ORDERS,
                "seller/orders",
                Map.of(
                        "part",
                        asked,
                        "waiting",
                        orders.count(caller, ShopOrders.Part.TO_HAND_IN),
                        "orders",
                        handIns.of(page.items()),
                        "next",
                        page.next() == null ? "" : page.next()));
    }

    /** Labels of all that is to be handed in now, one sheet each. */
    @Get("/labels")
    HttpResponse<byte[]> labels(Caller caller) {
        return pdf(orders.list(caller, ShopOrders.Part.TO_HAND_IN, null, LABELS_MAX).items().stream()
                .map(SellerOrderView::orderId)
                .toList());
    }

    @Get("/{orderId}/label")
    HttpResponse<byte[]> label(Caller caller, String orderId) {
        return pdf(List.of(orders.one(caller, orderId).orderId()));
    }

    private HttpResponse<byte[]> pdf(List<String> orderIds) {
        return HttpResponse.ok(labels.pdf(orderIds))
                .contentType(MediaType.APPLICATION_PDF_TYPE)
                .header("Content-Disposition", "inline; filename=\"labels.pdf\"")
                .header("Cache-Control", "no-store");
    }

    private static ShopOrders.Part part(@Nullable String asked) {
        return Stream.of(ShopOrders.Part.values())
                .filter(each -> each.name().equals(asked))
                .findFirst()
                .orElse(ShopOrders.Part.TO_HAND_IN);
    }
}
