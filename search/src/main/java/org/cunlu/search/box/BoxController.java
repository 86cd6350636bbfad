package org.cunlu.search.box;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.cunlu.accounts.AccountState;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.ParcelFinder;
import org.cunlu.orders.OrderFinder;

/** Looking for orders, parcels and people of one's county. */
@Controller("/api/county/box")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class BoxController {
    private final Finding finding;

    BoxController(Finding finding) {
        this.finding = finding;
    }

    /** What a text is taken for. */
    @Schema(name = "BoxKind")
    enum Kind {
        NUMBER,
        PHONE,
        TAIL,
        NAME
    }

    /** Somebody, masked. */
    @Serdeable
    @Schema(name = "FoundPerson")
    record FoundPerson(
            String accountId,
            AccountState state,
            String name,
            @Nullable String phone) {}

    /** At most 20 of each; the newest first. */
    @Serdeable
    @Schema(name = "BoxFound")
    record Found(
            Kind takenFor, List<OrderFinder.Found> orders, List<ParcelFinder.Found> parcels, List<FoundPerson> people) {
        Found {
            orders = List.copyOf(orders);
            parcels = List.copyOf(parcels);
            people = List.copyOf(people);
        }
    }

    /**
     * @param q number of an order, group or parcel, a waybill, a mobile number, its last four digits, or a whole name
     * @param why what it is needed for: whoever is found by phone or name can read it; not needed for numbers
     */
    @Get
    Found find(@Parameter(hidden = true) Caller caller, @QueryValue String q, @Nullable @QueryValue String why) {
        return finding.find(caller, q, why);
    }
}
