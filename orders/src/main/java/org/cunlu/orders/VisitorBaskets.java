package org.cunlu.orders;

/** Carts of those who have not signed in yet: whoever holds a cart's token has it. */
public interface VisitorBaskets {
    /**
     * A new one, empty.
     * @param address from which he comes
     * @return its token, told this once
     * @throws org.cunlu.kernel.problem.ProblemException 429 {@code too-many-carts}
     */
    String open(String address);

    /** @throws org.cunlu.kernel.problem.ProblemException 404 when there is no such cart, or an account has it now */
    CartView show(String token);

    /** @throws org.cunlu.kernel.problem.ProblemException as {@link #show}, and as {@link CartDesk#put} */
    CartView put(String token, String offerId, int quantity);

    /** Takes an offer out; it is no error when it was not in. */
    void remove(String token, String offerId);

    /**
     * Puts it into the cart of the account that its holder signed in to; asked again it changes nothing.
     * @return whether all of it came over whole
     * @throws org.cunlu.kernel.problem.ProblemException 404 when there is no such cart any more, or another account has it
     */
    boolean join(String accountId, String token);
}
