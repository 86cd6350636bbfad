package org.cunlu.catalog.shop;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.cunlu.catalog.PaperLicences;
import org.cunlu.catalog.shop.SellerItem.State;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;

/** Licences of sellers that a file brought, handed in and approved in one. */
@Singleton
class OnPaper implements PaperLicences {
    private final ItemTable items;
    private final SellerTable sellers;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    OnPaper(ItemTable items, SellerTable sellers, Transactions transactions, Trail trail, Ids ids, Clock clock) {
        this.items = items;
        this.sellers = sellers;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public boolean keep(Paper paper, String actor) {
        transactions.require();
        if (sellers.find(paper.sellerCode()).isEmpty()) {
            throw ProblemException.invalid("seller_code", "seller-unknown", "没有这个商家 · No such seller");
        }
        Item item = Item.of(paper.licence());
        boolean stands = items.of(paper.sellerCode()).stream()
                .anyMatch(each -> each.item() == item
                        && each.state() == State.APPROVED
                        && each.number().equals(paper.number())
                        && paper.from().equals(each.validFrom())
                        && paper.until().equals(each.validUntil()));
        if (stands) {
            return false;
        }
        Instant now = clock.instant();
        var made = new SellerItem(
                ids.next(),
                paper.sellerCode(),
                item,
                State.SUBMITTED,
                paper.number(),
                paper.from(),
                paper.until(),
                actor,
                now,
                null,
                null,
                null);
        items.insert(made, null, items.lockWaiting(made.sellerCode(), made.item()));
        items.approve(made, actor, now);
        trail.record(
                actor,
                "catalog.licence-import",
                paper.sellerCode(),
                null,
                item + " " + paper.number() + ", " + paper.from() + " to " + paper.until());
        return true;
    }
}
