package org.cunlu.orders.presale;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.ForecastSupply;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderGroup;
import org.cunlu.orders.presale.Presale.State;

/** Presales for who looks at them. */
@Singleton
class Looking {
    private final PresaleTable table;
    private final PresaleOrderTable sold;
    private final PresaleHistory history;
    private final ForecastSupply forecasts;
    private final OrderBook orders;
    private final Offers offers;
    private final Clock clock;

    Looking(
            PresaleTable table,
            PresaleOrderTable sold,
            PresaleHistory history,
            ForecastSupply forecasts,
            OrderBook orders,
            Offers offers,
            Clock clock) {
        this.table = table;
        this.sold = sold;
        this.history = history;
        this.forecasts = forecasts;
        this.orders = orders;
        this.offers = offers;
        this.clock = clock;
    }

    Page<PresaleView> open(@Nullable String cursor, int limit) {
        var page = page("state", List.of(State.OPEN.name()), cursor, limit);
        // A page may be short of what nobody can order now; the next one begins behind it all the same.
        return new Page<>(
                views(page.items()).stream().filter(PresaleView::takesOrders).toList(), page.next());
    }

    PresaleView view(String presaleId) {
        return view(table.find(presaleId)
                .filter(each -> each.state() != State.DRAFT)
                .orElseThrow(ProblemException::notFound));
    }

    private PresaleView view(Presale presale) {
        return views(List.of(presale)).getFirst();
    }

    private List<PresaleView> views(List<Presale> presales) {
        Map<String, Offer> found =
                offers.find(presales.stream().map(Presale::offerId).toList());
        Instant now = clock.instant();
        return presales.stream()
                .map(presale -> PresaleView.of(
                        presale,
                        forecasts.promised(presale.presaleId()),
                        presale.takesOrders(now)
                                && found.containsKey(presale.offerId())
                                && found.get(presale.offerId()).onSale()))
                .toList();
    }

    Page<PresaleView.Kept> kept(String column, Collection<String> values, @Nullable String cursor, int limit) {
        var page = page(column, values, cursor, limit);
        List<PresaleView> views = views(page.items());
        return new Page<>(
                IntStream.range(0, views.size())
                        .mapToObj(i -> kept(page.items().get(i), views.get(i)))
                        .toList(),
                page.next());
    }

    private Page<Presale> page(String column, Collection<String> values, @Nullable String cursor, int limit) {
        return Page.of(table.of(column, values, checked(cursor), limit + 1), limit, Presale::presaleId);
    }

    PresaleView.Kept kept(Presale presale) {
        return kept(presale, view(presale));
    }

    private PresaleView.Kept kept(Presale presale, PresaleView view) {
        var standing = sold.standing(presale.presaleId());
        return new PresaleView.Kept(
                view,
                presale.nodeCode(),
                presale.version(),
                presale.terms().forecast(),
                presale.terms().sellPercent(),
                standing.pieces(),
                standing.orders(),
                standing.given(),
                presale.harvested(),
                presale.raiseTo(),
                history.of(presale.presaleId()));
    }

    PresaleView.Bought bought(String accountId, String orderId) {
        Order order = orders.order(orderId)
                .filter(each -> each.accountId().equals(accountId))
                .orElseThrow(ProblemException::notFound);
        var each = sold.find(orderId).orElseThrow(ProblemException::notFound);
        OrderGroup group = orders.group(order.groupId()).orElseThrow();
        return new PresaleView.Bought(
                orderId,
                view(table.find(each.presaleId()).orElseThrow()),
                each.pieces(),
                each.given(),
                order.depositFen(),
                order.dueFen(),
                order.dueFen() > 0 ? group.payBy() : null,
                each.cutFen(),
                each.backFen());
    }

    private static @Nullable String checked(@Nullable String cursor) {
        if (cursor != null && !Ids.isId(cursor)) {
            throw ProblemException.invalid("cursor", "cursor-invalid", "翻页标记无效 · The cursor is not valid");
        }
        return cursor;
    }
}
