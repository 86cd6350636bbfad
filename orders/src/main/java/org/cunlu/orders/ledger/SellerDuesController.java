package org.cunlu.orders.ledger;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;

/** What a shop is owed, as the books have it. It is the shop's own, whoever keeps it for its farmer. */
@Controller("/api/seller/dues")
@Secured({ShopRight.OWNER_ROLE, ShopRight.MONEY_ROLE})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "seller")
class SellerDuesController {
    private final JournalTable journals;

    SellerDuesController(JournalTable journals) {
        this.journals = journals;
    }

    /** @param earnedFen above 0: the shop is owed more by it; below 0: less */
    @Serdeable
    record Entry(String journalId, String kind, @Nullable String orderId, long earnedFen, Instant postedAt) {}

    /** @param owedFen what the county owes the shop now, whether it may be paid out yet or not */
    @Serdeable
    record Dues(String shop, long owedFen, Page<Entry> entries) {}

    /** The newest first. @param shop may be absent when the caller has one only */
    @Get
    Dues dues(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue @Size(max = 32) String shop,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        String own = ShopRight.MONEY.shop(caller, shop);
        List<String> accounts = List.of(Chart.sellerPayable(own), Chart.sellerReleased(own));
        int most = Page.limit(limit);
        List<Entry> rows = journals.ofAccounts(accounts, Ids.isId(cursor) ? cursor : "Z", most + 1).stream()
                .map(row ->
                        new Entry(row.journalId(), row.kind().name(), row.orderId(), -row.amountFen(), row.postedAt()))
                .toList();
        return new Dues(own, -journals.balance(accounts), Page.of(rows, most, Entry::journalId));
    }
}
