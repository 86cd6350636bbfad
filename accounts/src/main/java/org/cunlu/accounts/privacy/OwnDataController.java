package org.cunlu.accounts.privacy;

import io.micronaut.core.annotation.Nullable;
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
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.OwnData;
import org.cunlu.accounts.OwnData.Forgetting;
import org.cunlu.accounts.OwnErasure;
import org.cunlu.accounts.OwnerProof;
import org.cunlu.accounts.PersonalData.Kept;
import org.cunlu.accounts.PersonalData.Objection;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.http.Origins;

/** All that is known of me, and being forgotten. */
@Controller("/api/auth")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "auth")
class OwnDataController {
    /** One of the two, or the header {@code Second-Factor}. @param code sent to the account's phone for this purpose */
    @Serdeable
    record Erasure(
            @Nullable @Size(min = 1, max = 128) String password,
            @Nullable @Size(min = 4, max = 12) String code) {
        @Override
        public String toString() {
            return "Erasure";
        }
    }

    /** @param kept what stays, and why */
    @Serdeable
    record Erased(List<Kept> kept) {}

    private final OwnData data;
    private final OwnErasure erasure;
    private final Origins origins;

    OwnDataController(OwnData data, OwnErasure erasure, Origins origins) {
        this.data = data;
        this.erasure = erasure;
        this.origins = origins;
    }

    /** By section, in the open. */
    @Get("/data")
    Map<String, Object> data(Caller caller) {
        return data.of(caller.accountId());
    }

    /** Forgets me for good. 409 {@code erasure-not-yet} while something is open. */
    @Post("/erasure")
    Erased erase(Caller caller, @Body @Valid Erasure proof, HttpRequest<?> request) {
        var given = new OwnerProof.Given(request.getHeaders().get("Second-Factor"), proof.password(), proof.code());
        return switch (erasure.erase(caller.accountId(), given, origins.of(request))) {
            case Forgetting.Forgotten(List<Kept> kept) -> new Erased(kept);
            case Forgetting.NotYet(List<Objection> objections) -> throw OwnData.notYet(objections);
        };
    }
}
