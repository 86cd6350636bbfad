package org.cunlu.accounts;

/** How an account stands. Only an active one signs in or acts. */
public enum AccountState {
    ACTIVE,
    /** Shut out by an operator until reinstated. */
    SUSPENDED,
    /** A villager's record that was joined to his own account; found under that one's id. */
    MERGED,
    /** Its person asked to be forgotten; books keep the id as a pseudonym. */
    ERASED
}
