package org.cunlu.orders.following;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.SellerOrderView;
import org.cunlu.orders.ShopOrders;

/** Knows which shops' orders a caller may see. */
@Singleton
class OwnOrders implements ShopOrders {
    private final OrderBook book;
    private final Reading reading;

    OwnOrders(OrderBook book, Reading reading) {
        this.book = book;
        this.reading = reading;
    }

    @Override
    public Page<SellerOrderView> list(Caller caller, Part part, @Nullable String cursor, int limit) {
        return reading.sellerViews(book.ofSellers(ShopRight.ORDERS.shops(caller), part, cursor, limit));
    }

    @Override
    public SellerOrderView one(Caller caller, String orderId) {
        List<String> shops = ShopRight.ORDERS.shops(caller);
        var own = book.orders(List.of(orderId)).stream()
                .filter(order -> shops.contains(order.sellerCode()))
                .toList();
        return reading.sellerViews(new Page<>(own, null)).items().stream()
                .findFirst()
                .orElseThrow(ProblemException::notFound);
    }

    @Override
    public long count(Caller caller, Part part) {
        return book.countOfSellers(ShopRight.ORDERS.shops(caller), part);
    }
}
