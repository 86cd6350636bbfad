package org.cunlu.orders.reviewing;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.cunlu.accounts.Recipient;
import org.cunlu.accounts.Recipients;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.BuyerPhotos;
import org.cunlu.orders.Reviews.Inside;
import org.cunlu.orders.Reviews.OfProduct;
import org.cunlu.orders.Reviews.State;
import org.cunlu.orders.Reviews.View;

/** Reviews as they are shown: of whom no more than his surname. */
@Singleton
class ReviewViews {
    private static final String NOBODY = "匿名用户";

    private final ReviewTable table;
    private final MeanTable means;
    private final BuyerPhotos photos;
    private final Recipients recipients;
    private final Transactions transactions;

    ReviewViews(
            ReviewTable table, MeanTable means, BuyerPhotos photos, Recipients recipients, Transactions transactions) {
        this.table = table;
        this.means = means;
        this.photos = photos;
        this.recipients = recipients;
        this.transactions = transactions;
    }

    /** @param reasons of who reported it, 50 at most */
    @Serdeable
    record Reported(Inside review, List<String> reasons) {}

    OfProduct ofProduct(String productCode, @Nullable String cursor, @Nullable Integer limit) {
        int size = Page.limit(limit);
        return transactions.read(() -> {
            var mean = means.of(productCode);
            var page = Page.of(table.ofProduct(productCode, cursor, size + 1), size, Review::reviewId);
            return new OfProduct(mean.reviews(), mean.tenths(), new Page<>(views(page.items()), page.next()));
        });
    }

    List<View> views(List<Review> reviews) {
        Map<String, Recipient> names = reviews.isEmpty()
                ? Map.of()
                : recipients.masked(
                        reviews.stream().map(Review::recipientId).distinct().toList());
        return reviews.stream()
                .map(review -> view(review, names.get(review.recipientId())))
                .toList();
    }

    private View view(Review review, @Nullable Recipient masked) {
        return new View(
                review.reviewId(),
                review.productCode(),
                review.productName(),
                masked == null || masked.name().isBlank() ? NOBODY : masked.name(),
                review.stars(),
                review.words(),
                photos.of(review.reviewId()),
                review.writtenAt(),
                review.editedAt(),
                review.reply(),
                review.repliedAt());
    }

    Page<Inside> inside(List<Review> rows, int size) {
        var page = Page.of(rows, size, Review::reviewId);
        List<View> views = views(page.items());
        var all = new ArrayList<Inside>();
        for (int i = 0; i < views.size(); i++) {
            all.add(inside(page.items().get(i), views.get(i)));
        }
        return new Page<>(all, page.next());
    }

    private static Inside inside(Review review, View view) {
        return new Inside(
                view,
                review.orderId(),
                review.lineNo(),
                review.state(),
                review.editUntil(),
                review.reports(),
                review.decided());
    }

    Inside one(String reviewId, Predicate<Review> own) {
        return transactions.read(() -> {
            Review review = table.find(reviewId).filter(own).orElseThrow(ProblemException::notFound);
            return inside(review, views(List.of(review)).getFirst());
        });
    }

    Reported reported(String reviewId, Predicate<Review> own) {
        return new Reported(one(reviewId, own), table.reasons(reviewId));
    }

    /** Of one that is shown. */
    byte[] photo(String reviewId, String photoId) {
        table.find(reviewId).filter(review -> review.state() == State.SHOWN).orElseThrow(ProblemException::notFound);
        return photos.bytes(photoId, reviewId).orElseThrow(ProblemException::notFound);
    }
}
