package org.cunlu.accounts;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import java.util.List;

/** What people agreed to, by purpose and version of its text. */
public interface Consents {
    /** To have his record kept by his station: without it nothing of a villager is kept. */
    String VILLAGE_RECORD = "village-record";

    /** That the service may be given at all: agreed to by signing up, and without it there is no account. */
    String SERVICE = "service";

    /** How somebody agreed. */
    enum Way {
        ONLINE,
        PAPER,
        VOICE
    }

    /**
     * That somebody agreed.
     * @param on the day, by the county's time
     * @param givenBy himself or his guardian
     * @param takenBy who wrote it down; himself when online
     * @param reference where paper or recording lies; null when online
     */
    record Agreement(
            Way way,
            LocalDate on,
            String givenBy,
            String takenBy,
            @Nullable String reference) {
        /** Hides what was noted from logs. */
        @Override
        public String toString() {
            return "Agreement[" + way + "]";
        }
    }

    /** @return whether the person agrees now to the purpose in its current version */
    boolean given(String accountId, String purpose);

    /** @return purposes that the person agrees to now, each in its current version */
    List<String> given(String accountId);

    /**
     * Keeps an agreement to the purpose's current version; repeating it changes nothing. Joins the caller's transaction.
     * @throws org.cunlu.kernel.problem.ProblemException 404 {@code not-found} for an unknown purpose; 403
     *     {@code guardian-needed} when a person under 18 agreed for himself to what is not required; 400
     *     {@code consent-date-invalid} when it is in the future
     */
    void give(String accountId, String purpose, Agreement agreement);

    /**
     * Keeps that somebody agreed, by signing up, to all that there is no account without, in the versions that hold now. Joins
     * the caller's transaction.
     * @param shown version of the text of {@link #SERVICE} that he was shown; null when he did not say
     * @throws org.cunlu.kernel.problem.ProblemException 503 {@code consent-text-missing} when there is no text that he could have
     *     agreed to; 409 {@code consent-outdated} when he was shown another version
     */
    void giveAtSignUp(String accountId, @Nullable Integer shown);

    /** Withdraws; repeating it changes nothing. Joins the caller's transaction. */
    void withdraw(String accountId, String purpose, String withdrawnBy);
}
