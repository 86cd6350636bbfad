package org.cunlu.accounts;

/** Who may act for whom: a villager's representative or guardian. */
public interface Representation {
    /** @return whether {@code actor} is {@code person}, or acts for him now as guardian or authorised representative */
    boolean mayActFor(String actor, String person);

    /** @return whether {@code actor} is a guardian of {@code person} now */
    boolean guards(String actor, String person);

    /** @return whether the law asks for the person's guardian where he would have to agree: he is known to be under 18 */
    boolean minor(String person);

    /** @return the account that this one lives on in after a merge; itself where it was not merged */
    String living(String accountId);
}
