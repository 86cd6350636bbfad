package org.cunlu.accounts.privacy;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.cunlu.accounts.Codes;
import org.cunlu.accounts.OwnData;
import org.cunlu.accounts.OwnErasure;
import org.cunlu.accounts.OwnerProof;
import org.cunlu.kernel.http.Origin;
import org.cunlu.kernel.limits.Limits;
import org.cunlu.kernel.limits.Rate;
import org.cunlu.kernel.problem.ProblemException;

/** Counts the attempts, asks for the proof anew, and has all forget. */
@Singleton
class Erasing implements OwnErasure {
    private final OwnData data;
    private final OwnerProof proofs;
    private final Limits limits;
    private final Rate attempts;

    Erasing(OwnData data, OwnerProof proofs, Limits limits, PrivacySettings settings) {
        this.data = data;
        this.proofs = proofs;
        this.limits = limits;
        this.attempts = new Rate("erasure.account", settings.erasuresPerDay(), Duration.ofDays(1));
    }

    @Override
    public OwnData.Forgetting erase(String accountId, OwnerProof.Given proof, Origin origin) {
        long wait = limits.secondsToWait(Map.of(attempts, accountId));
        if (wait > 0) {
            throw ProblemException.of(429, "too-many-guesses", "尝试次数过多 · Too many attempts", null)
                    .fact(ProblemException.RETRY_AFTER, wait);
        }
        Runnable within = proofs.judge(accountId, proof, Codes.Purpose.ERASURE, "accounts.erase", accountId, origin);
        return data.forget(accountId, accountId, within);
    }
}
