package org.cunlu.logistics.release;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import org.cunlu.accounts.SecondPerson;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;

/** What people say to a release, other than yes at its end. Saying the same again changes nothing. */
@Singleton
class Deciding {
    private final ReleaseTable table;
    private final Rights rights;
    private final Transactions transactions;
    private final Trail trail;
    private final Clock clock;
    private final ReleaseSettings settings;

    Deciding(
            ReleaseTable table,
            Rights rights,
            Transactions transactions,
            Trail trail,
            Clock clock,
            ReleaseSettings settings) {
        this.table = table;
        this.rights = rights;
        this.transactions = transactions;
        this.trail = trail;
        this.clock = clock;
        this.settings = settings;
    }

    /** @param reason needed for a no */
    @Serdeable
    @Schema(name = "ReleaseReview")
    record Review(
            @NotNull Boolean agrees,
            @Nullable @Size(max = 200) String reason) {}

    @Serdeable
    @Schema(name = "ReleaseReason")
    record Reason(@NotBlank @Size(max = 200) String reason) {}

    void review(Caller caller, String releaseId, Review review) {
        Release release = rights.of(caller, releaseId, "review", Role.RESERVE_REVIEWER);
        if (!review.agrees() && (review.reason() == null || review.reason().isBlank())) {
            throw ProblemException.invalid("reason", "reason-needed", "请说明不同意的理由 · Say why not");
        }
        if (release.proposedBy() != null && !new SecondPerson(release.proposedBy(), null).mayBe(caller.accountId())) {
            throw rights.refused(
                    caller,
                    "review",
                    releaseId,
                    ProblemException.of(
                            403,
                            "second-person-needed",
                            "须由另一人审核 · Somebody else has to review",
                            "提出人不能审核 · Not who proposed it"));
        }
        ReleaseState to = review.agrees() ? ReleaseState.REVIEWED : ReleaseState.REJECTED;
        if (release.state() == to && caller.accountId().equals(release.reviewedBy())) {
            return;
        }
        Instant now = clock.instant();
        if (release.expired(now)) {
            throw rights.refused(caller, "review", releaseId, Rights.expired(release));
        }
        step(
                release,
                to,
                caller,
                review.reason(),
                "logistics.release-review",
                () -> review.agrees()
                        ? table.reviewed(release, caller.accountId(), now, review.reason())
                        : table.move(release, to, caller.accountId(), now, review.reason()));
    }

    /** The authority says no. */
    void refuse(Caller caller, String releaseId, Reason reason) {
        Release release = rights.authority(caller, releaseId, "refuse");
        rights.another(caller, release, "refuse");
        step(
                release,
                ReleaseState.REJECTED,
                caller,
                reason.reason(),
                "logistics.release-refuse",
                () -> table.move(release, ReleaseState.REJECTED, caller.accountId(), clock.instant(), reason.reason()));
    }

    /** An officer of its level takes it back before it is approved. */
    void withdraw(Caller caller, String releaseId, Reason reason) {
        Release release = rights.of(caller, releaseId, "withdraw", Role.RESERVE_OFFICER);
        step(
                release,
                ReleaseState.WITHDRAWN,
                caller,
                reason.reason(),
                "logistics.release-withdraw",
                () -> table.move(
                        release, ReleaseState.WITHDRAWN, caller.accountId(), clock.instant(), reason.reason()));
    }

    private void step(
            Release release,
            ReleaseState to,
            Caller caller,
            @Nullable String why,
            String act,
            java.util.function.BooleanSupplier move) {
        if (!release.state().mayBecome(to, settings.reviewNeeded())) {
            throw Rights.notNow(release);
        }
        transactions.run(() -> {
            if (!move.getAsBoolean()) {
                throw Rights.notNow(table.find(release.releaseId()).orElseThrow());
            }
            trail.record(
                    caller.accountId(),
                    act,
                    release.releaseId(),
                    release.state().name(),
                    to + (why == null ? "" : ": " + why));
        });
    }
}
