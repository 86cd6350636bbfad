package org.cunlu.accounts;

import java.util.List;

/** Finds to whom parcels were to go, by what they are known by, without opening what is sealed. Whoever shows it logs the look. */
public interface RecipientIndex {
    /** Somebody to whom a parcel was to go. */
    record Addressed(String recipientId, String accountId) {}

    /**
     * @return recipients of any county, the newest first
     * @throws org.cunlu.kernel.problem.ProblemException {@code phone-invalid} for what is no number
     */
    List<Addressed> addressed(PeopleIndex.By by, String text, int limit);
}
