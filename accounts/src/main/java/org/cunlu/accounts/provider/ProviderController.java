package org.cunlu.accounts.provider;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.cunlu.accounts.OwnerProof;
import org.cunlu.accounts.Tokens;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.http.Origins;
import org.cunlu.kernel.privacy.Unguessable;

/** Sign-in by others who know people, and what of them an account has. */
@Controller("/api/auth")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "auth")
class ProviderController {
    @Serdeable
    record Choice(String name, String titleChinese, String titleEnglish) {}

    /** @param visit as the start gave it to this browser @param iss as it came with the answer; null when it did not */
    @Serdeable
    record Finish(
            @NotBlank @Size(max = 100) String state,
            @NotBlank @Size(max = 2048) String code,
            @NotBlank @Size(max = 100) String visit,
            @Nullable @Size(max = 500) String iss) {
        @Override
        public String toString() {
            return "Finish";
        }
    }

    /** @param name and serviceVersion for a person who has no account yet, as at sign-up */
    @Serdeable
    record Link(
            @NotBlank @Size(max = 100) String ticket,
            @NotBlank @Size(max = 30) String phone,
            @NotBlank @Size(max = 20) String code,
            @Nullable @Size(max = 60) String name,
            @Nullable Integer serviceVersion) {
        @Override
        public String toString() {
            return "Link";
        }
    }

    /** One of the two, or the header {@code Second-Factor}. @param code sent to the account's phone for UNLINK */
    @Serdeable
    record Unlinking(
            @Nullable @Size(min = 1, max = 128) String password,
            @Nullable @Size(min = 4, max = 12) String code) {
        @Override
        public String toString() {
            return "Unlinking";
        }
    }

    /** @param told whether what can wait comes that way */
    @Serdeable
    record OwnIdentity(String id, String provider, Instant linkedAt, Instant usedAt, boolean told) {}

    /** @param told whether what can wait comes that way instead of by short message */
    @Serdeable
    @Schema(name = "Identity.Told")
    record Told(@NotNull Boolean told) {}

    private final Providers providers;
    private final Visits visits;
    private final Links links;
    private final ToldHere told;
    private final Origins origins;

    ProviderController(Providers providers, Visits visits, Links links, ToldHere told, Origins origins) {
        this.providers = providers;
        this.visits = visits;
        this.links = links;
        this.told = told;
        this.origins = origins;
    }

    @Get("/providers")
    @Secured(SecurityRule.IS_ANONYMOUS)
    List<Choice> choices() {
        return providers.all().stream()
                .map(provider -> new Choice(provider.name(), provider.titleChinese(), provider.titleEnglish()))
                .toList();
    }

    @Post("/providers/{name}/start")
    @Secured(SecurityRule.IS_ANONYMOUS)
    Visits.Started start(String name, HttpRequest<?> request) {
        return visits.start(name, origins.of(request));
    }

    @Post("/providers/{name}/finish")
    @Secured(SecurityRule.IS_ANONYMOUS)
    Visits.Finished finish(String name, @Body @Valid Finish body, HttpRequest<?> request) {
        return visits.finish(
                name,
                new Unguessable(body.state()),
                new Unguessable(body.visit()),
                body.code(),
                body.iss(),
                origins.of(request));
    }

    @Post("/providers/link")
    @Secured(SecurityRule.IS_ANONYMOUS)
    Tokens link(@Body @Valid Link body, HttpRequest<?> request) {
        return links.link(
                new Unguessable(body.ticket()),
                body.phone(),
                body.code(),
                body.name(),
                body.serviceVersion(),
                origins.of(request));
    }

    @Get("/identities")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    List<OwnIdentity> own(Caller caller) {
        return links.of(caller.accountId()).stream()
                .map(linked -> new OwnIdentity(
                        linked.identityId(), linked.provider(), linked.linkedAt(), linked.usedAt(), linked.told()))
                .toList();
    }

    /** Whether what can wait comes by WeChat instead of by short message; what guards the account never does. */
    @Put("/identities/{id}/notices")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    @Status(HttpStatus.NO_CONTENT)
    void told(Caller caller, String id, @Body @Valid Told body) {
        told.want(caller.accountId(), id, body.told());
    }

    /** Takes one off, after a proof: in the body, or the header {@code Second-Factor}. */
    @Post("/identities/{id}/unlink")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    @Status(HttpStatus.NO_CONTENT)
    void unlink(
            Caller caller,
            Authentication authentication,
            String id,
            @Body @Valid Unlinking body,
            HttpRequest<?> request) {
        links.unlink(
                caller.accountId(),
                (String) authentication.getAttributes().get("sessionId"),
                id,
                new OwnerProof.Given(request.getHeaders().get("Second-Factor"), body.password(), body.code()),
                origins.of(request));
    }
}
