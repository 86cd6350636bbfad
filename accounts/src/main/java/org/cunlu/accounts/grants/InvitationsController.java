package org.cunlu.accounts.grants;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.cunlu.accounts.AccountPages;
import org.cunlu.accounts.FreshSecondFactor;
import org.cunlu.accounts.Invitations;
import org.cunlu.accounts.grants.InvitationTable.Invitation;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.http.Origins;
import org.cunlu.kernel.paging.Page;

/** Roles offered to whoever brings a code. */
@Controller("/api/auth/invitations")
@Secured({WhoGives.OPERATOR_ROLE, WhoGives.DISPATCHER_ROLE, WhoGives.SELLER_ROLE, WhoGives.AUTHORITY_ROLE})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "grants")
class InvitationsController {
    /** @param until county time until which the role will hold; without end when left out */
    @Serdeable
    record Invite(
            @NotNull Role role,
            @NotNull Scope scope,
            @Nullable Instant until) {}

    /**
     * Shown once.
     * @param code for paper and telephone
     * @param token for a link; either is good, once
     * @param url the link, to the page that takes the token; null where the county has no public address
     */
    @Serdeable
    record Offered(
            String invitationId,
            String code,
            String token,
            @Nullable String url,
            Instant expiresAt) {
        @Override
        public String toString() {
            return "Offered[" + invitationId + "]";
        }
    }

    /** @param expiresAt real time */
    @Serdeable
    record View(
            String invitationId,
            Role role,
            Scope scope,
            @Nullable Instant until,
            Instant madeAt,
            Instant expiresAt) {
        static View of(Invitation invitation) {
            return new View(
                    invitation.invitationId(),
                    invitation.grant().role(),
                    invitation.grant().scope(),
                    invitation.until(),
                    invitation.madeAt(),
                    invitation.expiresAt());
        }
    }

    /** @param code the code, or the token of the link */
    @Serdeable
    record Acceptance(@NotBlank @Size(max = 40) String code) {
        @Override
        public String toString() {
            return "Acceptance";
        }
    }

    /** What one has now. */
    @Serdeable
    record Accepted(Role role, Scope scope, @Nullable Instant until) {}

    private final Offering offering;
    private final Invitations invitations;
    private final Origins origins;
    private final String publicUrl;

    InvitationsController(
            Offering offering,
            Invitations invitations,
            Origins origins,
            @Value("${cunlu.public-url:}") String publicUrl) {
        this.offering = offering;
        this.invitations = invitations;
        this.origins = origins;
        this.publicUrl = publicUrl.strip();
    }

    /** The key belongs to this one invitation: the same key shows the same code again. */
    @Post
    @Status(HttpStatus.CREATED)
    @Header(name = "Cache-Control", value = "no-store")
    @FreshSecondFactor("accounts.invite")
    Offered invite(
            Caller caller,
            @Header("Idempotency-Key") @Pattern(regexp = "[\\x21-\\x7e]{8,64}") String key,
            @Body @Valid Invite body) {
        var offer = offering.invite(caller.accountId(), key, new Grant(body.role(), body.scope()), body.until());
        return new Offered(
                offer.invitation().invitationId(),
                offer.code().shown(),
                offer.token(),
                link(offer.token()),
                offer.invitation().expiresAt());
    }

    @Get
    Page<View> waiting(
            Caller caller, @QueryValue @Nullable @Size(max = 13) String cursor, @QueryValue @Nullable Integer limit) {
        var page = offering.waiting(caller.accountId(), cursor == null ? "" : cursor, Page.limit(limit));
        return new Page<>(page.items().stream().map(View::of).toList(), page.next());
    }

    @Delete("/{invitationId}")
    @Status(HttpStatus.NO_CONTENT)
    @FreshSecondFactor("accounts.invite.withdraw")
    void withdraw(Caller caller, @PathVariable String invitationId) {
        offering.withdraw(caller.accountId(), invitationId);
    }

    @Post("/accept")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    Accepted accept(Caller caller, @Body @Valid Acceptance body, HttpRequest<?> request) {
        String address = origins.of(request).address();
        var taken = invitations.accept(caller.accountId(), address, body.code());
        return new Accepted(taken.grant().role(), taken.grant().scope(), taken.until());
    }

    private @Nullable String link(String token) {
        if (publicUrl.isEmpty()) {
            return null;
        }
        String site = publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl;
        return site + AccountPages.INVITATION + "?code=" + token;
    }
}
