package org.cunlu.accounts;

/** Over whom an operator stands. For acts on other people's accounts: suspension, a lost second factor. */
public interface Supervision {
    /**
     * As the tables say now; joins the caller's transaction where there is one.
     * @return whether the account's county lies within the operator's own subtree, and its person is neither himself nor
     *     above him: an operator of more than his subtree, or one from whom he has his own role
     */
    boolean over(String operatorId, String accountId);
}
