package org.cunlu.orders.reviewing;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.cunlu.accounts.Notices;
import org.cunlu.catalog.ShopPeople;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.orders.Reviews.State;

/** The seller answers, readers report, the county hides and shows again, each with a reason. */
@Singleton
class Moderating {
    private final ReviewTable table;
    private final MeanTable means;
    private final ShopPeople shops;
    private final Notices notices;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Trail trail;
    private final Clock clock;

    Moderating(
            ReviewTable table,
            MeanTable means,
            ShopPeople shops,
            Notices notices,
            Idempotency idempotency,
            Transactions transactions,
            Trail trail,
            Clock clock) {
        this.table = table;
        this.means = means;
        this.shops = shops;
        this.notices = notices;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.trail = trail;
        this.clock = clock;
    }

    @Serdeable
    record Done(String reviewId, State state) {}

    @Serdeable
    record Said(String words) {}

    /** Once. @throws ProblemException not found; 409 {@code replied-already} */
    Done reply(Collection<String> ofShops, String actor, String reviewId, String words, @Nullable String key) {
        Writing.checkReadable(words);
        return idempotency.once(actor, "orders.review-reply:" + reviewId, key, new Said(words), Done.class, () -> {
            Review review = table.lock(reviewId)
                    .filter(found -> ofShops.contains(found.sellerCode()))
                    .orElseThrow(ProblemException::notFound);
            if (!table.reply(reviewId, words, clock.instant())) {
                throw ProblemException.of(409, "replied-already", "已回复过 · It was answered already", null);
            }
            trail.record(actor, "orders.review-reply", reviewId, null, null);
            return new Done(reviewId, review.state());
        });
    }

    /** Once for each reader; again changes nothing. */
    Done report(String reader, String reviewId, String why) {
        Writing.checkReadable(why);
        return transactions.run(() -> {
            Review review = table.lock(reviewId)
                    .filter(found -> found.state() == State.SHOWN)
                    .orElseThrow(ProblemException::notFound);
            table.report(review, reader, why, clock.instant());
            return new Done(reviewId, review.state());
        });
    }

    /** Deciding what holds already changes nothing. @throws ProblemException not found; 409 {@code own-submission} */
    Done decide(Caller operator, Collection<String> counties, String reviewId, State to, String why) {
        Writing.checkReadable(why);
        String act = "orders.review-" + to.name().toLowerCase(Locale.ROOT);
        Review known = table.find(reviewId)
                .filter(found -> counties.contains(found.countyCode()))
                .orElseThrow(() -> {
                    trail.refused(operator.accountId(), act, reviewId, "not-found");
                    return ProblemException.notFound();
                });
        try {
            shops.demandStranger(operator, known.sellerCode(), known.accountId());
        } catch (ProblemException own) {
            trail.refused(operator.accountId(), act, reviewId, own.code());
            throw own;
        }
        return transactions.run(() -> {
            Review review = table.lock(reviewId).orElseThrow();
            State from = to == State.HIDDEN ? State.SHOWN : State.HIDDEN;
            if (!table.decide(reviewId, from, to, why)) {
                return new Done(reviewId, to);
            }
            int sign = to == State.HIDDEN ? -1 : 1;
            means.count(review.productCode(), sign, sign * review.stars());
            if (to == State.HIDDEN) {
                notices.tell(review.accountId(), Notices.Kind.REVIEW_HIDDEN, Map.of("product", review.productName()));
            }
            trail.record(operator.accountId(), act, reviewId, from.name(), to + ": " + why);
            return new Done(reviewId, to);
        });
    }
}
