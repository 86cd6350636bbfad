package org.cunlu.orders.groupbuy;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.cunlu.accounts.Recipient;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.orders.Destination;
import org.cunlu.orders.GroupView;
import org.cunlu.orders.Promotion;
import org.cunlu.orders.Quote;

/** Group buys (拼团): what runs, opening a team, joining one by its code. Each pays for himself, as any order. */
@Controller("/api/shop")
@Secured("CONSUMER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "group buys")
class TeamController {
    private static final int RUNNING_MAX = 200;

    private final Teaming teaming;

    TeamController(Teaming teaming) {
        this.teaming = teaming;
    }

    /** @param size how many buyers make a team @param hours how long a team has @param limitEach pieces of one buyer in all teams */
    @Serdeable
    @Schema(name = "GroupBuy")
    record Running(
            String promotionId,
            String name,
            String offerId,
            long priceFen,
            int size,
            int hours,
            int limitEach,
            Instant endsAt) {
        static Running of(Promotion promotion) {
            Promotion.Group group = promotion.terms().group();
            return new Running(
                    promotion.id(),
                    promotion.name(),
                    group.offerId(),
                    group.priceFen(),
                    group.size(),
                    group.hours(),
                    group.limitEach(),
                    promotion.endsAt());
        }
    }

    @Serdeable
    @Schema(name = "GroupBuys")
    record AllRunning(List<Running> items) {}

    @Serdeable
    @Schema(name = "GroupBuyAsk")
    record Ask(
            @NotNull @Positive @Max(9_999) Integer quantity,
            @NotNull @Valid Destination destination) {}

    /** @param quotedTotalFen what the buyer was told; another total now is refused */
    @Serdeable
    @Schema(name = "GroupBuyPlace")
    record Place(
            @NotNull @Positive @Max(9_999) Integer quantity,
            @NotNull @Valid Destination destination,
            @NotNull @Valid Recipient recipient,
            @NotNull @Positive Long quotedTotalFen) {}

    /**
     * A team as anybody sees it who has its code; of who is in it nothing is told.
     * @param url to send to others
     * @param joined who ordered @param paid those of them who paid
     */
    @Serdeable
    @Schema(name = "GroupTeam")
    record Seen(
            String code,
            String url,
            String promotionId,
            String name,
            String offerId,
            long priceFen,
            int size,
            int joined,
            int paid,
            Team.State state,
            Instant endsAt) {}

    /** @param group the caller's own order, to be paid */
    @Serdeable
    @Schema(name = "GroupTeamEntered")
    record Entered(Seen team, GroupView group) {}

    @Get("/group-buys")
    AllRunning running() {
        return new AllRunning(
                teaming.running(RUNNING_MAX).stream().map(Running::of).toList());
    }

    @Post("/group-buys/{promotionId}/quote")
    @Status(HttpStatus.OK)
    Quote quote(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String promotionId,
            @Body @Valid Ask ask) {
        return teaming.quote(caller.accountId(), promotionId, ask.quantity(), ask.destination());
    }

    /** Opens a team with an order of one's own, which holds its goods until it is paid, full, or over. */
    @Post("/group-buys/{promotionId}/teams")
    @Status(HttpStatus.CREATED)
    Entered begin(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 13) String promotionId,
            @Nullable @Header("Idempotency-Key") String key,
            @Body @Valid Place place) {
        return entered(teaming.begin(caller.accountId(), promotionId, key, place));
    }

    @Get("/group-teams/{code}")
    Seen show(@PathVariable @Size(max = 12) String code) {
        return teaming.show(code);
    }

    @Post("/group-teams/{code}/orders")
    @Status(HttpStatus.CREATED)
    Entered join(
            @Parameter(hidden = true) Caller caller,
            @PathVariable @Size(max = 12) String code,
            @Nullable @Header("Idempotency-Key") String key,
            @Body @Valid Place place) {
        return entered(teaming.join(caller.accountId(), code, key, place));
    }

    private Entered entered(GroupView group) {
        return new Entered(teaming.ofGroup(group.groupId()), group);
    }
}
