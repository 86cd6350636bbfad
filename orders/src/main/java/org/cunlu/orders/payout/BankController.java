package org.cunlu.orders.payout;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import org.cunlu.accounts.FreshSecondFactor;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Workplaces;
import org.cunlu.orders.Party;

/** Where parties are paid. A number once set is shown by its last four digits only. */
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
class BankController {
    private static final String ACT = "orders.bank-account";

    private final BankTable table;
    private final Workplaces workplaces;
    private final Transactions transactions;
    private final Trail trail;
    private final Clock clock;
    private final String county;

    BankController(
            BankTable table,
            Workplaces workplaces,
            Transactions transactions,
            Trail trail,
            Clock clock,
            @Value("${cunlu.county.code}") String county) {
        this.table = table;
        this.workplaces = workplaces;
        this.transactions = transactions;
        this.trail = trail;
        this.clock = clock;
        this.county = county;
    }

    /** @param number of the account or card, 8 to 30 digits */
    @Serdeable
    record Wanted(
            @NotBlank @Size(max = 80) @Pattern(regexp = "[\\p{L}\\p{N} .·()（）-]+")
            String holder,

            @NotNull @Pattern(regexp = "[0-9]{8,30}") String number,

            @NotBlank @Size(max = 100) @Pattern(regexp = "[\\p{L}\\p{N} .·()（）-]+")
            String bank) {
        @Override
        public String toString() {
            return "Wanted[" + bank + "]";
        }
    }

    /** @param tail last four digits */
    @Serdeable
    record View(Party.Kind kind, String party, String bank, String tail, int version, Instant setAt) {}

    @Get("/seller/bank-account")
    @Secured({ShopRight.OWNER_ROLE, ShopRight.MONEY_ROLE})
    @Tag(name = "seller")
    View shops(@Parameter(hidden = true) Caller caller, @Nullable @QueryValue @Size(max = 32) String shop) {
        return view(new Party(Party.Kind.SELLER, ShopRight.MONEY.shop(caller, shop)));
    }

    /** Sets it. While a payout is under way it stays as it is. */
    @Put("/seller/bank-account")
    @Secured({ShopRight.OWNER_ROLE, ShopRight.MONEY_ROLE})
    @FreshSecondFactor(ACT)
    @Tag(name = "seller")
    View setShops(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue @Size(max = 32) String shop,
            @Body @Valid Wanted wanted) {
        return set(caller, new Party(Party.Kind.SELLER, ShopRight.MONEY.shop(caller, shop)), wanted);
    }

    /** A live host's own. */
    @Put("/seller/host-bank-account")
    @Secured({ShopRight.OWNER_ROLE, "LIVE_HOST"})
    @FreshSecondFactor(ACT)
    @Tag(name = "seller")
    View setHosts(@Parameter(hidden = true) Caller caller, @Body @Valid Wanted wanted) {
        return set(caller, new Party(Party.Kind.HOST, caller.accountId()), wanted);
    }

    /** Where a person's balance goes when he has it paid out. */
    @Put("/shop/balance/bank-account")
    @Secured("CONSUMER")
    @FreshSecondFactor(ACT)
    @Tag(name = "shop")
    View setPersons(@Parameter(hidden = true) Caller caller, @Body @Valid Wanted wanted) {
        return set(caller, Withdrawing.party(caller.accountId()), wanted);
    }

    @Get("/shop/balance/bank-account")
    @Secured("CONSUMER")
    @Tag(name = "shop")
    View persons(@Parameter(hidden = true) Caller caller) {
        return view(Withdrawing.party(caller.accountId()));
    }

    /** A station's. */
    @Put("/station/bank-account")
    @Secured("STATION_KEEPER")
    @FreshSecondFactor(ACT)
    @Tag(name = "station")
    View setStations(
            @Parameter(hidden = true) Caller caller,
            @QueryValue @NotBlank @Size(max = 32) String node,
            @Body @Valid Wanted wanted) {
        String code = workplaces
                .own(caller, node, ACT, java.util.List.of(Role.STATION_KEEPER))
                .code();
        return set(caller, new Party(Party.Kind.STATION, code), wanted);
    }

    /** The carrier's. */
    @Put("/county/settlement/carrier-bank-account")
    @Secured("COUNTY_OPERATOR")
    @FreshSecondFactor(ACT)
    @Tag(name = "county")
    View setCarriers(@Parameter(hidden = true) Caller caller, @Body @Valid Wanted wanted) {
        if (!caller.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE).contains(county)) {
            throw ProblemException.notFound();
        }
        return set(caller, new Party(Party.Kind.CARRIER, "carrier"), wanted);
    }

    private View set(Caller caller, Party party, Wanted wanted) {
        transactions.run(() -> {
            if (!table.set(
                    party,
                    county,
                    wanted.holder(),
                    wanted.number(),
                    wanted.bank(),
                    caller.accountId(),
                    clock.instant())) {
                throw ProblemException.of(
                        409,
                        "payout-under-way",
                        "打款进行中，暂不能改账户 · A payout is under way",
                        "到账后再改 · Change it afterwards");
            }
            trail.record(caller.accountId(), ACT, party.text(), null, "set");
        });
        return view(party);
    }

    private View view(Party party) {
        return table.shown(party)
                .map(each -> new View(
                        party.kind(), party.code(), each.bankName(), each.tail(), each.version(), each.setAt()))
                .orElseThrow(ProblemException::notFound);
    }
}
