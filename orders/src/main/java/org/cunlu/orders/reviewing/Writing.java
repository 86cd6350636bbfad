package org.cunlu.orders.reviewing;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.text.PlainText;
import org.cunlu.orders.BuyerPhotos;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.OrderState.Lifecycle;
import org.cunlu.orders.OrderStep;
import org.cunlu.orders.Reviews.State;
import org.cunlu.orders.Reviews.Words;

/** Who received may write once about each line, and change it for a while. */
@Singleton
class Writing {
    private final OrderBook book;
    private final Offers offers;
    private final ReviewTable table;
    private final MeanTable means;
    private final BuyerPhotos photos;
    private final ReviewTerms terms;
    private final Idempotency idempotency;
    private final Ids ids;
    private final Clock clock;

    Writing(
            OrderBook book,
            Offers offers,
            ReviewTable table,
            MeanTable means,
            BuyerPhotos photos,
            ReviewTerms terms,
            Idempotency idempotency,
            Ids ids,
            Clock clock) {
        this.book = book;
        this.offers = offers;
        this.table = table;
        this.means = means;
        this.photos = photos;
        this.terms = terms;
        this.idempotency = idempotency;
        this.ids = ids;
        this.clock = clock;
    }

    @Serdeable
    record Written(String reviewId) {}

    /**
     * @throws ProblemException not found, also for another's order; 409 {@code not-received}, {@code review-too-late}, {@code
     *     reviewed-already}; 400 {@code words-unreadable}
     */
    String write(String writer, String orderId, int lineNo, Words words, @Nullable String key) {
        checkReadable(words.words());
        return idempotency
                .once(
                        writer,
                        "orders.review:" + orderId + ":" + lineNo,
                        key,
                        words,
                        Written.class,
                        () -> new Written(keep(writer, orderId, lineNo, words)))
                .reviewId();
    }

    static void checkReadable(String words) {
        if (!PlainText.readable(words.replace("\n", ""))) {
            throw ProblemException.invalid(
                    "words", "words-unreadable", "文字含不可读字符 · It holds characters nobody can read");
        }
    }

    private String keep(String writer, String orderId, int lineNo, Words words) {
        Order order = book.order(orderId)
                .filter(found -> found.accountId().equals(writer))
                .orElseThrow(ProblemException::notFound);
        OrderLine line = book.lines(List.of(orderId)).getOrDefault(orderId, List.of()).stream()
                .filter(each -> each.lineNo() == lineNo)
                .findFirst()
                .orElseThrow(ProblemException::notFound);
        Instant now = clock.instant();
        checkReceived(order, line);
        Offer offer = offers.find(List.of(line.offerId())).get(line.offerId());
        if (offer == null) {
            throw ProblemException.notFound();
        }
        var review = new Review(
                ids.next(),
                order.countyCode(),
                orderId,
                lineNo,
                writer,
                order.recipientId(),
                order.sellerCode(),
                offer.productCode(),
                offer.productName(),
                words.stars(),
                words.words(),
                State.SHOWN,
                now,
                null,
                now.plus(terms.editFor()),
                null,
                null,
                0,
                null,
                1);
        if (!table.insert(review)) {
            throw ProblemException.of(409, "reviewed-already", "已评价过 · It was reviewed already", null);
        }
        photos.use(writer, words.pictures(), review.reviewId());
        means.count(review.productCode(), 1, review.stars());
        return review.reviewId();
    }

    private void checkReceived(Order order, OrderLine line) {
        ProblemException refusal = refusal(order, line);
        if (refusal != null) {
            throw refusal;
        }
    }

    /** @return why nothing may be written about it now; null when it may */
    @Nullable
    ProblemException refusal(Order order, OrderLine line) {
        Instant received = book.history(List.of(order.orderId())).getOrDefault(order.orderId(), List.of()).stream()
                .filter(step -> step.why() == OrderStep.Why.DELIVERED)
                .map(OrderStep::at)
                .findFirst()
                .orElse(null);
        if (order.state().lifecycle() != Lifecycle.COMPLETED
                || received == null
                || line.quantity() == line.shortQuantity()) {
            return ProblemException.of(409, "not-received", "尚未收货，不能评价 · It was not received", null);
        }
        return clock.instant().isBefore(received.plus(terms.writeFor()))
                ? null
                : ProblemException.of(409, "review-too-late", "已过评价期限 · The time to write about it is over", null);
    }

    /** Stars and words anew; and photos: those that are not named any more are let go. @throws ProblemException not found; 409 {@code review-fixed} */
    String edit(String writer, String reviewId, Words words, @Nullable String key) {
        checkReadable(words.words());
        return idempotency
                .once(
                        writer,
                        "orders.review-edit:" + reviewId,
                        key,
                        words,
                        Written.class,
                        () -> new Written(change(writer, reviewId, words)))
                .reviewId();
    }

    private String change(String writer, String reviewId, Words words) {
        Review before = table.lock(reviewId)
                .filter(found -> found.accountId().equals(writer))
                .orElseThrow(ProblemException::notFound);
        if (!clock.instant().isBefore(before.editUntil())) {
            throw ProblemException.of(409, "review-fixed", "已过修改期限 · It cannot be changed any more", null);
        }
        table.edit(before, words.stars(), words.words(), clock.instant());
        photos.keepOnly(writer, words.pictures(), reviewId);
        photos.use(writer, words.pictures(), reviewId);
        if (before.state() == State.SHOWN) {
            means.count(before.productCode(), 0, words.stars() - before.stars());
        }
        return reviewId;
    }
}
