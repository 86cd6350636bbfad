package org.cunlu.accounts;

import io.micronaut.core.annotation.Nullable;
import java.util.Collection;
import java.util.List;

/** Finds people by what they are known by, without opening what is sealed of others. Whoever shows it to somebody logs the look. */
public interface PeopleIndex {
    /** By what somebody is looked for. */
    enum By {
        /** A whole mobile number. */
        PHONE,
        /** Its last four digits. */
        TAIL,
        /** A whole name; width, case and blanks do not matter. */
        NAME
    }

    /** Somebody with an account. @param maskedPhone null for one without a phone */
    record Known(
            String accountId,
            AccountState state,
            String maskedName,
            @Nullable String maskedPhone) {}

    /**
     * @param counties codes of those whose people are looked for
     * @return accounts that were not forgotten, by id
     * @throws org.cunlu.kernel.problem.ProblemException {@code phone-invalid} for what is no number
     */
    List<Known> accounts(Collection<String> counties, By by, String text, int limit);
}
