package org.cunlu.accounts.villager;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.cunlu.accounts.Consents;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;

/**
 * That somebody agreed away from any screen.
 * @param way PAPER or VOICE
 * @param on the day he did
 * @param reference where the paper or the recording lies, or what the document is
 */
@Serdeable
record Agreed(
        @NotNull Consents.Way way,
        @NotNull LocalDate on,

        @NotBlank @Size(max = 200) @Pattern(regexp = Agreed.SEEN)
        String reference) {
    /** Nothing that cannot be seen, or that turns the writing round. */
    static final String SEEN = "[^\\p{C}\\p{Zl}\\p{Zp}]*";

    /** @throws ProblemException 400 {@code agreement-invalid} */
    void check(LocalDate today) {
        if (way == Consents.Way.ONLINE || on.isAfter(today) || !CountyTime.usual(on)) {
            throw ProblemException.invalid(
                    "way",
                    "agreement-invalid",
                    "同意须为书面或录音，且日期不能在将来 · Agreed on paper or by voice, and not in the future");
        }
    }

    Consents.Agreement by(String givenBy, String takenBy) {
        return new Consents.Agreement(way, on, givenBy, takenBy, reference.strip());
    }

    /** Hides what was noted from logs. */
    @Override
    public String toString() {
        return "Agreed[" + way + "]";
    }
}
