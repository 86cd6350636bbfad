package org.cunlu.accounts;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.kernel.problem.ProblemException;

/** All that the system knows of a person, for himself. */
public interface OwnData {
    /**
     * @return by section, in the open, as what can be written as JSON
     * @throws org.cunlu.kernel.problem.ProblemException 429 {@code too-many-exports}
     */
    Map<String, Object> of(String accountId);

    /** How an attempt to forget somebody ended. */
    sealed interface Forgetting {
        record Forgotten(List<PersonalData.Kept> kept) implements Forgetting {}

        record NotYet(List<PersonalData.Objection> objections) implements Forgetting {}
    }

    /** @return 409 {@code erasure-not-yet} with what stands in the way, code and words */
    static ProblemException notYet(List<PersonalData.Objection> objections) {
        return ProblemException.of(
                        409,
                        "erasure-not-yet",
                        "还不能注销 · Not yet",
                        objections.stream().map(PersonalData.Objection::what).collect(Collectors.joining("；")))
                .fact(
                        "objections",
                        objections.stream().map(PersonalData.Objection::code).toList());
    }

    /**
     * Forgets a person: all that may go goes at once. Who he is was proved before.
     * @param askedBy himself, or the keeper of his record
     * @param within runs in the same transaction, such as spending the code that proved him
     */
    Forgetting forget(String accountId, String askedBy, Runnable within);
}
