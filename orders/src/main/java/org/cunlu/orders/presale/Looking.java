package org.cunlu.orders.presale;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
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

    Looking(
            PresaleTable table,
            PresaleOrderTable sold,
            PresaleHistory history,
            ForecastSupply forecasts,
            OrderBook orders) {
        this.table = table;
        this.sold = sold;
        this.history = history;
        this.forecasts = forecasts;
        this.orders = orders;
    }

    Page<PresaleView> open(@Nullable String cursor, int limit) {
        var page = page("state", List.of(State.OPEN.name()), cursor, limit);
        return new Page<>(page.items().stream().map(this::view).toList(), page.next());
    }

    PresaleView view(String presaleId) {
        return view(table.find(presaleId)
                .filter(each -> each.state() != State.DRAFT)
                .orElseThrow(ProblemException::notFound));
    }

    private PresaleView view(Presale presale) {
        return PresaleView.of(presale, forecasts.promised(presale.presaleId()));
    }

    Page<PresaleView.Kept> kept(String column, Collection<String> values, @Nullable String cursor, int limit) {
        var page = page(column, values, cursor, limit);
        return new Page<>(page.items().stream().map(this::kept).toList(), page.next());
    }

    private Page<Presale> page(String column, Collection<String> values, @Nullable String cursor, int limit) {
        return Page.of(table.of(column, values, checked(cursor), limit + 1), limit, Presale::presaleId);
    }

    PresaleView.Kept kept(Presale presale) {
        var standing = sold.standing(presale.presaleId());
        return new PresaleView.Kept(
                view(presale),
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
