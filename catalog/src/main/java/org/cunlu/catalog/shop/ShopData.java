package org.cunlu.catalog.shop;

import io.micronaut.context.annotation.Factory;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.accounts.PersonalData;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.privacy.SealedColumn;

/** What somebody handed in to become a seller. His own numbers are his: he sees them whole. */
@Singleton
class ShopData implements PersonalData {
    private final ApplicationTable applications;
    private final ItemTable items;
    private final PaperTable papers;
    private final Transactions transactions;

    ShopData(ApplicationTable applications, ItemTable items, PaperTable papers, Transactions transactions) {
        this.applications = applications;
        this.items = items;
        this.papers = papers;
        this.transactions = transactions;
    }

    /** A paper with its whole number. */
    @Serdeable
    record Handed(SellerItem item, @Nullable String number) {
        @Override
        public String toString() {
            return "Handed[" + item.id() + "]";
        }
    }

    @Serdeable
    record Known(List<Application> applications, List<Handed> papers) {}

    @Override
    public String section() {
        return "shops";
    }

    @Override
    public Object export(String accountId) {
        return transactions.read(() -> new Known(
                applications.of(accountId),
                items.by(accountId).stream()
                        .map(item -> new Handed(item, items.number(item.id())))
                        .toList()));
    }

    @Override
    public List<Objection> objections(String accountId) {
        return List.of();
    }

    @Override
    public List<Kept> erase(String accountId) {
        papers.forget(accountId);
        boolean any = items.forget(accountId) > 0;
        return !any && applications.of(accountId).isEmpty()
                ? List.of()
                : List.of(new Kept(
                        "店铺申请与证照的审核记录，不含身份证号和银行账号 · That a shop's papers were checked, without identity and bank numbers",
                        "电子商务法第27、31条：核验记录三年 · E-Commerce Law arts. 27 and 31: three years"));
    }

    /** The sealed columns of this room. */
    @Factory
    static class Sealed {
        @Singleton
        @Named("cat-seller-item-number")
        SealedColumn number() {
            return new SealedColumn("cat_seller_item", "id", "number_sealed", ItemTable.NUMBER);
        }

        @Singleton
        @Named("cat-seller-paper")
        SealedColumn paper() {
            return new SealedColumn("cat_seller_paper", "item_id", "content_sealed", PaperTable.CONTENT, 4);
        }
    }
}
