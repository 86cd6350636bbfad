package org.cunlu.orders.presale;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.cunlu.accounts.FreshSecondFactor;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Workplaces;

/** Presales for who keeps them: the seller his own shop's, the county all of its own, a node what is to be taken in there. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "presale")
class KeepingController {
    private final Drafting drafting;
    private final Keeping keeping;
    private final Harvesting harvesting;
    private final Looking looking;
    private final PresaleTable table;
    private final Workplaces workplaces;
    private final Trail trail;
    private final String countyCode;

    KeepingController(
            Drafting drafting,
            Keeping keeping,
            Harvesting harvesting,
            Looking looking,
            PresaleTable table,
            Workplaces workplaces,
            Trail trail,
            @Value("${cunlu.county.code}") String countyCode) {
        this.drafting = drafting;
        this.keeping = keeping;
        this.harvesting = harvesting;
        this.looking = looking;
        this.table = table;
        this.workplaces = workplaces;
        this.trail = trail;
        this.countyCode = countyCode;
    }

    /** A draft, which nobody sees until the county opens it. */
    @Post("/api/seller/presales")
    @Secured({ShopRight.OWNER_ROLE, ShopRight.GOODS_ROLE})
    @Status(HttpStatus.CREATED)
    PresaleView.Kept draft(
            @Parameter(hidden = true) Caller caller,
            @Body @Valid Drafting.Wanted wanted,
            @Nullable @Header("Idempotency-Key") String key) {
        return looking.kept(drafting.draft(caller, shops(caller), wanted, key));
    }

    /** Of the caller's shops, newest first. */
    @Get("/api/seller/presales")
    @Secured({ShopRight.OWNER_ROLE, ShopRight.GOODS_ROLE})
    Page<PresaleView.Kept> own(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        return looking.kept("seller_code", shops(caller), cursor, Page.limit(limit));
    }

    /** It takes no more orders. */
    @Post("/api/seller/presales/{presaleId}/closure")
    @Secured({ShopRight.OWNER_ROLE, ShopRight.GOODS_ROLE})
    PresaleView.Kept close(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String presaleId,
            @Nullable @Body @Valid Keeping.Reason reason,
            @Nullable @Header("Idempotency-Key") String key) {
        return looking.kept(keeping.close(caller, sellers(caller, presaleId, "close"), reason, key));
    }

    /** Another forecast, never below what is sold; a higher one when the county has said yes. */
    @Post("/api/seller/presales/{presaleId}/forecast")
    @Secured({ShopRight.OWNER_ROLE, ShopRight.GOODS_ROLE})
    PresaleView.Kept forecast(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String presaleId,
            @Body @Valid Keeping.Forecast forecast,
            @Nullable @Header("Idempotency-Key") String key) {
        return looking.kept(keeping.forecast(caller, sellers(caller, presaleId, "forecast"), forecast, key));
    }

    /** It will be later: buyers are told and may cancel. */
    @Post("/api/seller/presales/{presaleId}/delay")
    @Secured({ShopRight.OWNER_ROLE, ShopRight.GOODS_ROLE})
    PresaleView.Kept delay(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String presaleId,
            @Body @Valid Keeping.Delay delay,
            @Nullable @Header("Idempotency-Key") String key) {
        return looking.kept(keeping.delay(caller, sellers(caller, presaleId, "delay"), delay, key));
    }

    /** Nothing will come of it: all money goes back. */
    @Post("/api/seller/presales/{presaleId}/calling-off")
    @Secured({ShopRight.OWNER_ROLE, ShopRight.GOODS_ROLE})
    PresaleView.Kept callOff(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String presaleId,
            @Body @Valid Keeping.Reason reason,
            @Nullable @Header("Idempotency-Key") String key) {
        return looking.kept(keeping.callOff(caller, sellers(caller, presaleId, "call-off"), reason, key));
    }

    /** All of the county, newest first. */
    @Get("/api/county/presales")
    @Secured("COUNTY_OPERATOR")
    Page<PresaleView.Kept> ofCounty(
            @Parameter(hidden = true) Caller caller,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        county(caller, "all", "look");
        return looking.kept("county_code", List.of(countyCode), cursor, Page.limit(limit));
    }

    /** The county has looked at its terms: it takes orders. */
    @Post("/api/county/presales/{presaleId}/opening")
    @Secured("COUNTY_OPERATOR")
    @FreshSecondFactor("orders.presale-opened")
    PresaleView.Kept open(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String presaleId,
            @Nullable @Header("Idempotency-Key") String key) {
        return looking.kept(keeping.open(caller, county(caller, presaleId, "open"), key));
    }

    /** Whether the seller's higher forecast, which is repeated here, holds. */
    @Post("/api/county/presales/{presaleId}/forecast")
    @Secured("COUNTY_OPERATOR")
    @FreshSecondFactor("orders.presale-forecast")
    PresaleView.Kept decide(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String presaleId,
            @Body @Valid Keeping.Decision decision,
            @Nullable @Header("Idempotency-Key") String key) {
        return looking.kept(keeping.decide(caller, county(caller, presaleId, "decide"), decision, key));
    }

    /** It takes no more orders, whatever its seller thinks. */
    @Post("/api/county/presales/{presaleId}/closure")
    @Secured("COUNTY_OPERATOR")
    PresaleView.Kept closeByCounty(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String presaleId,
            @Body @Valid Keeping.Reason reason,
            @Nullable @Header("Idempotency-Key") String key) {
        return looking.kept(keeping.close(caller, county(caller, presaleId, "close"), reason, key));
    }

    @Post("/api/county/presales/{presaleId}/calling-off")
    @Secured("COUNTY_OPERATOR")
    PresaleView.Kept stop(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String presaleId,
            @Body @Valid Keeping.Reason reason,
            @Nullable @Header("Idempotency-Key") String key) {
        return looking.kept(keeping.callOff(caller, county(caller, presaleId, "call-off"), reason, key));
    }

    /** To be taken in at one's own node, newest first. */
    @Get("/api/station/presales")
    @Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
    Page<PresaleView.Kept> awaited(
            @Parameter(hidden = true) Caller caller,
            @QueryValue @Size(max = 32) String node,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        workplaces.own(caller, node, "orders.presale-look", Workplaces.HANDS);
        return looking.kept("node_code", List.of(node), cursor, Page.limit(limit));
    }

    /** The harvest is in: it is received and shared out among who ordered, by the rule that they were shown. */
    @Post("/api/station/presales/{presaleId}/harvest")
    @Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
    PresaleView.Kept harvest(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String presaleId,
            @Body @Valid Harvesting.Harvest harvest,
            @Nullable @Header("Idempotency-Key") String key) {
        return looking.kept(harvesting.harvest(caller, presaleId, harvest, key));
    }

    private static List<String> shops(Caller caller) {
        return ShopRight.GOODS.shops(caller);
    }

    private String sellers(Caller caller, String presaleId, String what) {
        return mine(
                caller,
                presaleId,
                what,
                table.find(presaleId)
                        .filter(each -> shops(caller).contains(each.sellerCode()))
                        .isPresent());
    }

    private String county(Caller caller, String presaleId, String what) {
        return mine(
                caller,
                presaleId,
                what,
                caller.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE).contains(countyCode));
    }

    /** What is another's does not exist for the caller. */
    private String mine(Caller caller, String presaleId, String what, boolean mine) {
        if (!mine) {
            trail.refused(caller.accountId(), "orders.presale-" + what, presaleId, "not-found");
            throw ProblemException.notFound();
        }
        return presaleId;
    }
}
