package org.cunlu.accounts.grants;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
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
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.cunlu.accounts.FreshSecondFactor;
import org.cunlu.accounts.RoleDesk;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.paging.Page;

/** Roles given, listed and ended by those whose own role gives them. */
@Controller("/api/auth/grants")
@Secured({WhoGives.OPERATOR_ROLE, WhoGives.DISPATCHER_ROLE, WhoGives.SELLER_ROLE, WhoGives.AUTHORITY_ROLE})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "grants")
class GrantsController {
    /**
     * @param phone of the account that gets the role
     * @param from county time; from now on when left out
     * @param until county time; without end when left out, which only who has his own without end may do
     */
    @Serdeable
    record GrantOrder(
            @NotBlank @Size(max = 30) String phone,
            @NotNull Role role,
            @NotNull Scope scope,
            @Nullable Instant from,
            @Nullable Instant until) {
        @Override
        public String toString() {
            return "GrantOrder";
        }
    }

    /** One of the two. @param proposalId for a powerful role, which another has to approve */
    @Serdeable
    record Answer(@Nullable String grantId, @Nullable String proposalId) {}

    /** @param givenBy account id, or who runs the server  @param approvedBy second person of a powerful role */
    @Serdeable
    record View(
            String grantId,
            String accountId,
            @Nullable String nameMasked,
            @Nullable String phoneMasked,
            Role role,
            Scope scope,
            Instant from,
            @Nullable Instant until,
            String givenBy,
            @Nullable String approvedBy) {}

    private final RoleDesk roles;

    GrantsController(RoleDesk roles) {
        this.roles = roles;
    }

    @Post
    @FreshSecondFactor(RoleDesk.GIVE)
    HttpResponse<Answer> give(Caller caller, @Body @Valid GrantOrder order) {
        var grant = new Grant(order.role(), order.scope());
        RoleDesk.Given given = roles.give(caller, order.phone(), grant, order.from(), order.until());
        var answer = new Answer(given.grantId(), given.proposalId());
        return given.proposalId() == null
                ? HttpResponse.created(answer)
                : HttpResponse.<Answer>accepted().body(answer);
    }

    /** @param phone only this person's  @param role only this one  @param cursor of the page before */
    @Get
    Page<View> list(
            Caller caller,
            @QueryValue @Nullable @Size(max = 30) String phone,
            @QueryValue @Nullable Role role,
            @QueryValue @Nullable @Size(max = 13) String cursor,
            @QueryValue @Nullable Integer limit) {
        var page = roles.held(caller, phone, role, cursor, Page.limit(limit));
        return new Page<>(page.items().stream().map(GrantsController::view).toList(), page.next());
    }

    @Delete("/{grantId}")
    @Status(HttpStatus.NO_CONTENT)
    @FreshSecondFactor(RoleDesk.END)
    void end(Caller caller, @PathVariable String grantId) {
        roles.end(caller, grantId);
    }

    private static View view(RoleDesk.Held row) {
        var held = row.held();
        return new View(
                held.grantId(),
                row.accountId(),
                row.nameMasked(),
                row.phoneMasked(),
                held.grant().role(),
                held.grant().scope(),
                held.from(),
                held.until(),
                row.givenBy(),
                row.approvedBy());
    }
}
