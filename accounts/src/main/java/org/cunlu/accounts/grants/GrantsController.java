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
import java.util.List;
import java.util.Set;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.FreshSecondFactor;
import org.cunlu.accounts.FullName;
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

    private final Giving giving;
    private final GiversRight right;
    private final GrantTable table;
    private final Accounts accounts;

    GrantsController(Giving giving, GiversRight right, GrantTable table, Accounts accounts) {
        this.giving = giving;
        this.right = right;
        this.table = table;
        this.accounts = accounts;
    }

    @Post
    @FreshSecondFactor("accounts.grant")
    HttpResponse<Answer> give(Caller caller, @Body @Valid GrantOrder order) {
        String recipient = accounts.byPhone(order.phone()).orElse(null);
        var grant = new Grant(order.role(), order.scope());
        return switch (giving.give(caller.accountId(), recipient, grant, new Dates(order.from(), order.until()))) {
            case Giving.Outcome.Given(String grantId) -> HttpResponse.created(new Answer(grantId, null));
            case Giving.Outcome.Proposed(String proposalId) ->
                HttpResponse.accepted().body(new Answer(null, proposalId));
        };
    }

    /** @param phone only this person's  @param role only this one  @param cursor of the page before */
    @Get
    Page<View> list(
            Caller caller,
            @QueryValue @Nullable @Size(max = 30) String phone,
            @QueryValue @Nullable Role role,
            @QueryValue @Nullable @Size(max = 13) String cursor,
            @QueryValue @Nullable Integer limit) {
        Set<Role> roles = right.gives(caller.accountId());
        if (role != null) {
            roles.retainAll(Set.of(role));
        }
        String accountId = phone == null ? null : accounts.byPhone(phone).orElse("");
        if (roles.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        var page = Sieve.page(
                cursor == null ? "" : cursor,
                Page.limit(limit),
                (after, many) -> table.list(roles, accountId, after, many),
                (GrantTable.Listed row) -> row.held().grantId(),
                row -> right.over(caller.accountId(), row.held().grant(), row.scopePath())
                        .isPresent());
        return new Page<>(page.items().stream().map(this::view).toList(), page.next());
    }

    @Delete("/{grantId}")
    @Status(HttpStatus.NO_CONTENT)
    @FreshSecondFactor("accounts.revoke")
    void end(Caller caller, @PathVariable String grantId) {
        giving.end(caller.accountId(), grantId);
    }

    private View view(GrantTable.Listed row) {
        var person = accounts.person(row.accountId());
        var held = row.held();
        return new View(
                held.grantId(),
                row.accountId(),
                person.map(each -> new FullName(each.name()).masked()).orElse(null),
                person.map(each -> each.phone() == null ? null : each.phone().masked())
                        .orElse(null),
                held.grant().role(),
                held.grant().scope(),
                held.from(),
                held.until(),
                row.givenBy(),
                row.approvedBy());
    }
}
