package org.cunlu.orders.reviewing;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.cunlu.accounts.AccountMerged;
import org.cunlu.accounts.PersonalData;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.BuyerPhotos;
import org.cunlu.orders.Reviews.State;

/** What somebody wrote. */
@Singleton
class ReviewData implements PersonalData {
    private final ReviewTable table;
    private final BuyerPhotos photos;
    private final Transactions transactions;

    ReviewData(ReviewTable table, BuyerPhotos photos, Transactions transactions) {
        this.table = table;
        this.photos = photos;
        this.transactions = transactions;
    }

    @Serdeable
    record Own(String orderId, int lineNo, int stars, String words, State state, Instant writtenAt) {}

    @Override
    public String section() {
        return "reviews";
    }

    @Override
    public Object export(String accountId) {
        return transactions.read(() -> all(accountId).stream()
                .map(each -> new Own(
                        each.orderId(), each.lineNo(), each.stars(), each.words(), each.state(), each.writtenAt()))
                .toList());
    }

    private List<Review> all(String accountId) {
        var all = new ArrayList<Review>();
        String cursor = null;
        List<Review> some;
        do {
            some = table.ofWriter(accountId, cursor, Page.LIMIT_MAX);
            all.addAll(some);
            cursor = some.isEmpty() ? null : some.getLast().reviewId();
        } while (some.size() == Page.LIMIT_MAX);
        return all;
    }

    @Override
    public List<Objection> objections(String accountId) {
        return List.of();
    }

    @Override
    public List<Kept> erase(String accountId) {
        photos.forget(all(accountId).stream().map(Review::reviewId).toList());
        table.forget(accountId);
        return List.of(new Kept(
                "评分星级，不含文字、照片和姓名 · Stars, without words, photos and name",
                "电子商务法第39条：不得删除消费者评价 · E-Commerce Law art. 39: what buyers found is not deleted"));
    }

    /** What was written under a record that a station kept is the villager's own from now on. */
    @Singleton
    static class Merged implements Subscriber<AccountMerged> {
        private final ReviewTable table;

        Merged(ReviewTable table) {
            this.table = table;
        }

        @Override
        public String name() {
            return "orders.reviews-merged";
        }

        @Override
        public String topic() {
            return AccountMerged.TOPIC;
        }

        @Override
        public Class<AccountMerged> type() {
            return AccountMerged.class;
        }

        @Override
        public void on(AccountMerged event, Heard heard) {
            table.handOver(event.fromAccountId(), event.intoAccountId());
        }
    }
}
