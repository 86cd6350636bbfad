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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.Codes;
import org.cunlu.accounts.OwnData;
import org.cunlu.accounts.OwnData.Forgetting;
import org.cunlu.accounts.OwnerProof;
import org.cunlu.accounts.PersonalData.Kept;
import org.cunlu.accounts.PersonalData.Objection;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.http.Origins;
import org.cunlu.kernel.limits.Limits;
import org.cunlu.kernel.limits.Rate;
import org.cunlu.kernel.problem.ProblemException;

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
    private final OwnerProof proofs;
    private final Origins origins;
    private final Limits limits;
    private final Rate erasures;

    OwnDataController(OwnData data, OwnerProof proofs, Origins origins, Limits limits, PrivacySettings settings) {
        this.data = data;
        this.proofs = proofs;
        this.origins = origins;
        this.limits = limits;
        this.erasures = new Rate("erasure.account", settings.erasuresPerDay(), Duration.ofDays(1));
    }

    /** By section, in the open. */
    @Get("/data")
    Map<String, Object> data(Caller caller) {
        return data.of(caller.accountId());
    }

    /** Forgets me for good. 409 {@code erasure-not-yet} while something is open. */
    @Post("/erasure")
    Erased erase(Caller caller, @Body @Valid Erasure proof, HttpRequest<?> request) {
        String accountId = caller.accountId();
        long wait = limits.secondsToWait(Map.of(erasures, accountId));
        if (wait > 0) {
            throw ProblemException.of(429, "too-many-guesses", "尝试次数过多 · Too many attempts", null)
                    .fact(ProblemException.RETRY_AFTER, wait);
        }
        var given = new OwnerProof.Given(request.getHeaders().get("Second-Factor"), proof.password(), proof.code());
        Runnable within =
                proofs.judge(accountId, given, Codes.Purpose.ERASURE, "accounts.erase", accountId, origins.of(request));
        return switch (data.forget(accountId, accountId, within)) {
            case Forgetting.Forgotten(List<Kept> kept) -> new Erased(kept);
            case Forgetting.NotYet(List<Objection> objections) -> throw OwnData.notYet(objections);
        };
    }
}
