package org.cunlu.accounts;

import io.micronaut.core.annotation.Nullable;
import org.cunlu.kernel.problem.ProblemException;

/**
 * Separation of duties, checked the same way everywhere: who proposes does not approve, and nobody decides for himself.
 * @param proposedBy account of the one who proposed, counted, released
 * @param concerns account of the one it is for; null when it is for nobody in particular
 */
public record SecondPerson(String proposedBy, @Nullable String concerns) {
    public SecondPerson {
        if (proposedBy == null || proposedBy.isBlank()) {
            throw new IllegalArgumentException("nobody proposed");
        }
    }

    /** @return whether this account may be the second person */
    public boolean mayBe(String accountId) {
        return !accountId.equals(proposedBy) && !accountId.equals(concerns);
    }

    /** @throws ProblemException 403 {@code second-person-needed} */
    public void demand(String accountId) {
        if (!mayBe(accountId)) {
            throw ProblemException.of(
                    403,
                    "second-person-needed",
                    "须由另一人批准 · Somebody else has to approve",
                    "提出人与当事人不能批准 · Neither who proposed it nor whom it is for");
        }
    }
}
