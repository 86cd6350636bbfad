package org.cunlu.orders.balance;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.orders.Balances;

/** One's own balance. */
@Controller("/api/shop/balance")
@Secured("CONSUMER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "shop")
class BalanceController {
    private static final int ENTRIES = 100;

    private final Balances balances;
    private final Transactions transactions;

    BalanceController(Balances balances, Transactions transactions) {
        this.balances = balances;
        this.transactions = transactions;
    }

    /** @param entries the newest hundred, the newest first */
    @Serdeable
    record BalanceView(long balanceFen, List<Balances.Entry> entries) {}

    /** What the caller has, and what it came from. Orders are paid from it by the gateway {@code BALANCE}. */
    @Get
    BalanceView own(@Parameter(hidden = true) Caller caller) {
        return transactions.read(
                () -> new BalanceView(balances.of(caller.accountId()), balances.entries(caller.accountId(), ENTRIES)));
    }
}
