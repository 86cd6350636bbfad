package org.cunlu.accounts;

/** What people agreed to, by purpose and version of its text. */
public interface Consents {
    /** @return whether the person agrees now to the purpose in its current version */
    boolean given(String accountId, String purpose);
}
