package org.cunlu.orders.aftersales;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.cunlu.accounts.AccountMerged;
import org.cunlu.accounts.PersonalData;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.AfterSales;
import org.cunlu.orders.AfterSales.Word;
import org.cunlu.orders.BuyerPhotos;

/** What requests know of their buyer: what he asked for, his words, his photos. */
@Singleton
class AfterData implements PersonalData {
    private final AfterTable table;
    private final StepTable steps;
    private final BuyerPhotos photos;
    private final Transactions transactions;

    AfterData(AfterTable table, StepTable steps, BuyerPhotos photos, Transactions transactions) {
        this.table = table;
        this.steps = steps;
        this.photos = photos;
        this.transactions = transactions;
    }

    @Serdeable
    record Asked(AfterSales.Short request, List<Word> words, List<String> photos) {}

    @Override
    public String section() {
        return "after-sales";
    }

    @Override
    public Object export(String accountId) {
        return transactions.read(() -> all(accountId).stream()
                .map(request -> new Asked(
                        Looking.brief(request), steps.words(request.requestId()), photos.of(request.requestId())))
                .toList());
    }

    private List<AfterSale> all(String accountId) {
        var all = new ArrayList<AfterSale>();
        String cursor = null;
        List<AfterSale> some;
        do {
            some = table.ofBuyer(accountId, cursor, Page.LIMIT_MAX);
            all.addAll(some);
            cursor = some.isEmpty() ? null : some.getLast().requestId();
        } while (some.size() == Page.LIMIT_MAX);
        return all;
    }

    @Override
    public List<Objection> objections(String accountId) {
        int open = table.openOfBuyer(accountId);
        return open == 0
                ? List.of()
                : List.of(new Objection(
                        "open-returns", "未完成的售后 " + open + " 件 · " + open + " after-sales requests are open"));
    }

    @Override
    public List<Kept> erase(String accountId) {
        photos.forget(all(accountId).stream().map(AfterSale::requestId).toList());
        steps.forgetWords(accountId);
        return List.of(new Kept(
                "售后记录，只以账号编号为假名，不含文字和照片 · What was asked for, under the account's id as a pseudonym, without words and photos",
                "电子商务法第31条：交易信息保存不少于三年 · E-Commerce Law art. 31: three years at least"));
    }

    /** What was asked under a record that a station kept belongs to the villager's own account from now on. */
    @Singleton
    static class Merged implements Subscriber<AccountMerged> {
        private final AfterTable table;
        private final BuyerPhotos photos;

        Merged(AfterTable table, BuyerPhotos photos) {
            this.table = table;
            this.photos = photos;
        }

        @Override
        public String name() {
            return "orders.after-sales-merged";
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
            photos.handOver(event.fromAccountId(), event.intoAccountId());
        }
    }
}
