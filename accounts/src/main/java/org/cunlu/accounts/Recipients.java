package org.cunlu.accounts;

import io.micronaut.core.annotation.Nullable;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.cunlu.kernel.caller.Caller;

/** Recipients of orders, kept encrypted here, so that orders and parcels hold ids only. */
public interface Recipients {
    /**
     * Keeps a recipient as he is now; it never changes afterwards. Joins the caller's transaction.
     * @return id of what was kept
     * @throws org.cunlu.kernel.problem.ProblemException {@code phone-invalid}
     */
    String keep(String accountId, Recipient recipient);

    /** @return those of these that the account itself kept, by id; another's is as if it were not there */
    Map<String, Recipient> find(String accountId, Collection<String> recipientIds);

    /** Name as 张**, phone as 138****5678, for those who need only to recognise. */
    Map<String, Recipient> masked(Collection<String> recipientIds);

    /**
     * Opens others' recipients to somebody who needs them, after the look was written down. Not within a transaction. Whether
     * he has to do with them at all is for the caller to know.
     * @param recipientIds 50 at most
     * @param what such as {@code recipient}
     * @param why what for, 2 to 200 characters
     * @throws org.cunlu.kernel.problem.ProblemException 400 {@code reason-missing}; 429 {@code too-many-looks}
     */
    Map<String, Recipient> reveal(Caller viewer, Collection<String> recipientIds, String what, String why);

    /**
     * Tells a recipient something by his own number; it counts as told to the account that kept him. Joins the caller's
     * transaction. Nobody is told where he was forgotten.
     * @throws IllegalArgumentException as {@link Notices#queue}
     */
    void tell(String recipientId, Notices.Kind kind, Map<String, String> facts);

    /** @return those of these that are the same person: the same name with the same number; nothing is opened */
    Set<String> alike(String recipientId, Collection<String> among);

    /**
     * For whom of these somebody may collect; nothing is opened. Spelling of the name counts as {@link FullName} says.
     * @param name of the recipient
     * @param phoneTail last four digits of his number; null for who comes as his representative or guardian
     * @param representative the number of who comes for him; null for himself
     * @return by recipient; empty for a number that is none
     */
    Map<String, As> claimed(
            Collection<String> recipientIds, String name, @Nullable String phoneTail, @Nullable String representative);

    /** As whom somebody collects. */
    enum As {
        HIMSELF,
        /** As guardian or authorised representative of the account that kept the recipient. */
        REPRESENTATIVE
    }

    /** Gives all of one account's to another, when the two are merged. Joins the caller's transaction. */
    void handOver(String fromAccountId, String intoAccountId);
}
