package org.cunlu.accounts;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Optional;

/**
 * Where an account has its goods sent, kept sealed. Whoever has any has one usual one. Another's is as if it were not there. An
 * order keeps a copy of its own, so nothing that is done here moves a parcel.
 */
public interface AddressBook {
    /** Addresses that an account may keep. */
    int MAX = 20;

    /** @param usual whether it is offered first */
    @Serdeable
    record Kept(String addressId, Address address, boolean usual) {
        /** Hides a person's data from logs. */
        @Override
        public String toString() {
            return "Kept[" + addressId + "]";
        }
    }

    /** @return the usual one first, then the newest */
    List<Kept> of(String accountId);

    Optional<Kept> find(String accountId, String addressId);

    /**
     * Keeps another one; the first is the usual one. One that is there already is not kept twice.
     * @param key idempotency key
     * @return id of the one that is kept
     * @throws org.cunlu.kernel.problem.ProblemException 400 {@code name-invalid}, {@code phone-invalid}, {@code address-invalid},
     *     {@code village-unknown}; 409 {@code too-many-addresses}
     */
    String add(String accountId, String key, Address address);

    /**
     * Keeps where an order went, for the next. Not within a transaction.
     * @return false when the book is full, or when it is no address
     */
    boolean remember(String accountId, Address address);

    /**
     * Repeating it changes nothing.
     * @throws org.cunlu.kernel.problem.ProblemException 404; 400 as {@link #add}; 409 {@code address-known} for one that stands
     *     there under another id
     */
    void change(String accountId, String addressId, Address address);

    /** Repeating it changes nothing. @throws org.cunlu.kernel.problem.ProblemException 404 */
    void makeUsual(String accountId, String addressId);

    /** Where it was the usual one, the newest of the others is from now on. @throws org.cunlu.kernel.problem.ProblemException 404 */
    void remove(String accountId, String addressId);

    /** Gives all of one account's to another, when the two are merged. Joins the caller's transaction. */
    void handOver(String fromAccountId, String intoAccountId);
}
