package org.cunlu.accounts.villager;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.cunlu.accounts.villager.VillagerDesk.Represented;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.http.Origins;

/** One's own record taken over from the station; and for whom one may act. */
@Controller("/api/auth")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "auth")
class ClaimController {
    /** @param claimCode as it is printed */
    @Serdeable
    record Claim(@NotBlank @Size(max = 30) String claimCode) {
        @Override
        public String toString() {
            return "Claim";
        }
    }

    private final Claiming claiming;
    private final VillagerDesk desk;
    private final Origins origins;

    ClaimController(Claiming claiming, VillagerDesk desk, Origins origins) {
        this.claiming = claiming;
        this.desk = desk;
        this.origins = origins;
    }

    @Post("/claims")
    Claiming.Merged claim(Caller caller, @Body @Valid Claim claim, HttpRequest<?> request) {
        return claiming.claim(caller, claim.claimCode(), origins.of(request).address());
    }

    /** For whom I may act: name them in the header {@code Acting-For} of requests to the shop. */
    @Get("/represented")
    List<Represented> represented(Caller caller) {
        return desk.by(caller.accountId());
    }
}
