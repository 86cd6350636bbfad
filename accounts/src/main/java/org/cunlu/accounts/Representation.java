package org.cunlu.accounts;

/** Who may act for whom: a villager's representative or guardian, and the station that keeps his record. */
public interface Representation {
    /** @return whether {@code actor} is {@code person}, or acts for him now as guardian or authorised representative */
    boolean mayActFor(String actor, String person);

    /** @return the account that this one lives on in after a merge; itself where it was not merged */
    String living(String accountId);
}
