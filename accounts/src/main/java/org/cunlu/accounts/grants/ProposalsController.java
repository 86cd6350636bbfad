package org.cunlu.accounts.grants;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
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
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.cunlu.accounts.FreshSecondFactor;
import org.cunlu.accounts.grants.ProposalTable.Proposal;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.paging.Page;

/** The second person of a powerful role. */
@Controller("/api/auth/grants/proposals")
@Secured({WhoGives.OPERATOR_ROLE, WhoGives.AUTHORITY_ROLE})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "grants")
class ProposalsController {
    /** @param from null: from its approval on  @param expiresAt real time, after which it cannot be approved */
    @Serdeable
    record View(
            String proposalId,
            String accountId,
            Role role,
            Scope scope,
            @Nullable Instant from,
            @Nullable Instant until,
            String proposedBy,
            Instant expiresAt) {
        static View of(Proposal proposal) {
            return new View(
                    proposal.proposalId(),
                    proposal.accountId(),
                    proposal.grant().role(),
                    proposal.grant().scope(),
                    proposal.dates().from(),
                    proposal.dates().until(),
                    proposal.proposedBy(),
                    proposal.expiresAt());
        }
    }

    @Serdeable
    record Approved(String grantId) {}

    private final Proposals proposals;

    ProposalsController(Proposals proposals) {
        this.proposals = proposals;
    }

    @Get
    Page<View> waiting(
            Caller caller, @QueryValue @Nullable @Size(max = 13) String cursor, @QueryValue @Nullable Integer limit) {
        var page = proposals.waiting(caller.accountId(), cursor == null ? "" : cursor, Page.limit(limit));
        return new Page<>(page.items().stream().map(View::of).toList(), page.next());
    }

    @Post("/{proposalId}/approve")
    @FreshSecondFactor(Proposals.APPROVE)
    Approved approve(Caller caller, @PathVariable String proposalId) {
        return new Approved(proposals.approve(caller.accountId(), proposalId));
    }

    @Post("/{proposalId}/decline")
    @Status(HttpStatus.NO_CONTENT)
    @FreshSecondFactor(Proposals.DECLINE)
    void decline(Caller caller, @PathVariable String proposalId) {
        proposals.decline(caller.accountId(), proposalId);
    }
}
