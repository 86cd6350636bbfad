package org.cunlu.accounts;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What people's data is used for, in words, and what each of them agrees to; for each door: the API's and the pages'. */
public interface Purposes {
    /** Without it there is no account. */
    String SERVICE = Consents.SERVICE;

    /** What data is used for, in the version that holds. @param required whether there is no account without it */
    @Serdeable
    record Purpose(
            String purpose,
            int version,
            boolean required,
            String titleZh,
            String titleEn,
            String textZh,
            String textEn) {}

    /** That somebody agreed. @param standing whether it was neither withdrawn nor replaced */
    @Serdeable
    record Consent(
            String consentId,
            String purpose,
            int version,
            Consents.Way way,
            LocalDate givenOn,
            Instant recordedAt,
            String givenBy,
            String takenBy,
            @Nullable String reference,
            boolean standing,
            @Nullable Instant withdrawnAt) {
        /** Hides what was noted from logs. */
        @Override
        public String toString() {
            return "Consent[" + consentId + "]";
        }
    }

    /** A purpose with its text. @param given whether its current version is agreed to  @param history the oldest first */
    @Serdeable
    record Asked(Purpose purpose, boolean given, List<Consent> history) {}

    /** @return in the version that holds now */
    Optional<Purpose> current(String purpose);

    /**
     * @param caller who asks
     * @param person of whom he is guardian; himself when null
     * @return all purposes that the person is asked about, the required ones first
     * @throws org.cunlu.kernel.problem.ProblemException 404 {@code not-found} for others
     */
    List<Asked> asked(String caller, @Nullable String person);

    /**
     * Agrees online to the current version; repeating it changes nothing.
     * @throws org.cunlu.kernel.problem.ProblemException as {@link Consents#give}; 404 {@code not-found} for others, and for what
     *     is agreed to at a station only
     */
    void give(String caller, @Nullable String person, String purpose);

    /**
     * Withdraws; repeating it changes nothing.
     * @throws org.cunlu.kernel.problem.ProblemException 404 as {@link #give}; 409 {@code consent-required}
     */
    void withdraw(String caller, @Nullable String person, String purpose);
}
