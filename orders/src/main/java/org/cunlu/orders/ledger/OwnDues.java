package org.cunlu.orders.ledger;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.ShopMoney;

/** Reads from the books what the caller's shop is owed. */
@Singleton
class OwnDues implements ShopMoney {
    private final JournalTable journals;

    OwnDues(JournalTable journals) {
        this.journals = journals;
    }

    @Override
    public Dues dues(Caller caller, @Nullable String shop, @Nullable String cursor, int limit) {
        String own = ShopRight.MONEY.shop(caller, shop);
        List<String> accounts = List.of(Chart.sellerPayable(own), Chart.sellerReleased(own));
        List<Entry> rows = journals.ofAccounts(accounts, Ids.isId(cursor) ? cursor : "Z", limit + 1).stream()
                .map(row ->
                        new Entry(row.journalId(), row.kind().name(), row.orderId(), -row.amountFen(), row.postedAt()))
                .toList();
        return new Dues(own, -journals.balance(accounts), Page.of(rows, limit, Entry::journalId));
    }
}
