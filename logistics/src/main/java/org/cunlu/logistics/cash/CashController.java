package org.cunlu.logistics.cash;

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
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.cash.CashDifferenceTable.Difference;
import org.cunlu.logistics.cash.CashDifferenceTable.Reason;
import org.cunlu.logistics.cash.HandoverTable.Handover;
import org.cunlu.logistics.cash.HandoverTable.State;

/** Cash of one's own node, of what one carries, and the differences that a dispatcher settles. */
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
class CashController {

    private final HandingIn handingIn;
    private final Settling settling;
    private final TakenTable taken;
    private final HandoverTable handovers;
    private final CashDifferenceTable differences;
    private final Workplaces workplaces;

    CashController(
            HandingIn handingIn,
            Settling settling,
            TakenTable taken,
            HandoverTable handovers,
            CashDifferenceTable differences,
            Workplaces workplaces) {
        this.handingIn = handingIn;
        this.settling = settling;
        this.taken = taken;
        this.handovers = handovers;
        this.differences = differences;
        this.workplaces = workplaces;
    }

    /** @param inDrawerFen sum of the days */
    @Serdeable
    record Drawer(long inDrawerFen, List<TakenTable.Day> days, Page<Handover> handovers) {}

    /** @param countedFen what lies in the drawer, by hand */
    @Serdeable
    record Offer(
            @NotBlank @Size(max = 32) String node,
            @NotNull @PositiveOrZero Long countedFen) {}

    /** @param countedFen what was got, by hand */
    @Serdeable
    record Carrying(@NotNull @PositiveOrZero Long countedFen) {}

    /** @param node where it comes in @param countedFen what was got, by hand */
    @Serdeable
    record TakingIn(
            @NotBlank @Size(max = 32) String node,
            @NotNull @PositiveOrZero Long countedFen) {}

    @Serdeable
    record Closing(
            @NotNull Reason reason,
            @Nullable @Size(max = 200) String note) {}

    @Serdeable
    record Differences(List<Difference> items) {}

    /** What lies in the drawer, day by day, and what was handed in, the newest first. */
    @Get("/station/cash")
    @Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
    @Tag(name = "station")
    Drawer drawer(
            Caller caller,
            @QueryValue @Size(max = 32) String node,
            @Nullable @QueryValue @Size(max = 13) String cursor,
            @Nullable @QueryValue Integer limit) {
        workplaces.own(caller, node, "logistics.cash", Workplaces.HANDS);
        int size = Page.limit(limit);
        var days = taken.drawer(node);
        return new Drawer(
                days.stream().mapToLong(TakenTable.Day::fen).sum(),
                days,
                Page.of(handovers.of(node, cursor, size + 1), size, Handover::handoverId));
    }

    /** All of the drawer is given up, to whoever takes it. */
    @Post("/station/cash/handovers")
    @Status(HttpStatus.CREATED)
    @Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
    @Tag(name = "station")
    Handover offer(Caller caller, @Body @Valid Offer offer, @Nullable @Header("Idempotency-Key") String key) {
        return handingIn.offer(caller, offer.node(), offer.countedFen(), key);
    }

    /** What was offered and nobody took along is put back into the drawer. Repeating it changes nothing. */
    @Post("/station/cash/handovers/{handoverId}/withdrawal")
    @Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
    @Tag(name = "station")
    Handover withdraw(Caller caller, @PathVariable @Size(max = 13) String handoverId) {
        return handingIn.withdraw(caller, handoverId);
    }

    /** A node above takes it in. */
    @Post("/station/cash/handovers/{handoverId}/taking-in")
    @Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
    @Tag(name = "station")
    Handover takeIn(
            Caller caller,
            @PathVariable @Size(max = 13) String handoverId,
            @Body @Valid TakingIn in,
            @Nullable @Header("Idempotency-Key") String key) {
        return handingIn.takeIn(caller, handoverId, in.node(), in.countedFen(), key);
    }

    /** A driver takes it along. */
    @Post("/run/cash/handovers/{handoverId}/carrying")
    @Secured("DRIVER")
    @Tag(name = "run")
    Handover carry(
            Caller caller,
            @PathVariable @Size(max = 13) String handoverId,
            @Body @Valid Carrying carrying,
            @Nullable @Header("Idempotency-Key") String key) {
        return handingIn.carry(caller, handoverId, carrying.countedFen(), key);
    }

    /** Counts that did not agree and are not settled, in the caller's part of the county. */
    @Get("/dispatch/cash-differences")
    @Secured({"DISPATCHER", "COUNTY_OPERATOR"})
    @Tag(name = "dispatch")
    Differences differences(Caller caller) {
        return new Differences(differences.open().stream()
                .filter(each -> workplaces.covers(caller, each.node(), Settling.DECIDE))
                .toList());
    }

    /** Settles one. Sending the same again changes nothing. @param seen at which count it was found */
    @Post("/dispatch/cash-differences/{handoverId}/{seen}/closing")
    @Secured({"DISPATCHER", "COUNTY_OPERATOR"})
    @Tag(name = "dispatch")
    Difference close(
            Caller caller,
            @PathVariable @Size(max = 13) String handoverId,
            @PathVariable State seen,
            @Body @Valid Closing closing) {
        return settling.settle(caller, handoverId, seen, closing.reason(), closing.note());
    }
}
