package org.cunlu.orders.reviewing;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.Reviews;

/** What everybody asks of reviews: pages and endpoints ask here alike. */
@Singleton
class ReviewDesk implements Reviews {
    private final Writing writing;
    private final Moderating moderating;
    private final ReviewViews views;
    private final ReviewTable table;
    private final OrderBook book;
    private final Transactions transactions;

    ReviewDesk(
            Writing writing,
            Moderating moderating,
            ReviewViews views,
            ReviewTable table,
            OrderBook book,
            Transactions transactions) {
        this.writing = writing;
        this.moderating = moderating;
        this.views = views;
        this.table = table;
        this.book = book;
        this.transactions = transactions;
    }

    @Override
    public OfProduct ofProduct(String productCode, @Nullable String cursor, @Nullable Integer limit) {
        return views.ofProduct(productCode, cursor, limit);
    }

    @Override
    public byte[] photo(String reviewId, String photoId) {
        return views.photo(reviewId, photoId);
    }

    @Override
    public Page<Inside> mine(String writer, @Nullable String cursor, @Nullable Integer limit) {
        int size = Page.limit(limit);
        return views.inside(table.ofWriter(writer, cursor, size + 1), size);
    }

    @Override
    public List<Line> ofOrder(String writer, String orderId) {
        return transactions.read(() -> {
            Order order = book.order(orderId)
                    .filter(found -> found.accountId().equals(writer))
                    .orElse(null);
            if (order == null) {
                return List.of();
            }
            List<Review> written = table.ofOrder(orderId);
            Map<Integer, Inside> byLine = written.isEmpty()
                    ? Map.of()
                    : views.inside(written, written.size()).items().stream()
                            .collect(Collectors.toMap(Inside::lineNo, Function.identity()));
            return book.lines(List.of(orderId)).getOrDefault(orderId, List.of()).stream()
                    .filter(line -> byLine.containsKey(line.lineNo()) || writing.refusal(order, line) == null)
                    .map(line -> new Line(line.lineNo(), line.name(), byLine.get(line.lineNo())))
                    .toList();
        });
    }

    @Override
    public String write(String writer, String orderId, int lineNo, Words words, @Nullable String key) {
        return writing.write(writer, orderId, lineNo, words, key);
    }

    @Override
    public String edit(String writer, String reviewId, Words words, @Nullable String key) {
        return writing.edit(writer, reviewId, words, key);
    }

    @Override
    public Inside own(String writer, String reviewId) {
        return views.one(reviewId, review -> review.accountId().equals(writer));
    }

    @Override
    public View shown(String reviewId) {
        return views.one(reviewId, review -> review.state() == State.SHOWN).review();
    }

    @Override
    public void report(String reader, String reviewId, String why) {
        moderating.report(reader, reviewId, why);
    }

    @Override
    public Page<Inside> ofShops(Caller caller, @Nullable String cursor, @Nullable Integer limit) {
        int size = Page.limit(limit);
        return views.inside(table.ofSellers(ShopRight.ORDERS.shops(caller), cursor, size + 1), size);
    }

    @Override
    public State reply(Caller caller, String reviewId, String words, @Nullable String key) {
        return moderating
                .reply(ShopRight.ORDERS.shops(caller), caller.accountId(), reviewId, words, key)
                .state();
    }
}
