package org.cunlu.accounts;

/** Addresses of pages that others lead to. The pages themselves are of the module that draws them. */
public interface AccountPages {
    /** All pages of one's own account stand below. */
    String ACCOUNT = "/account";

    String SIGN_IN = ACCOUNT + "/sign-in";

    /** Takes the text of an invitation as {@code ?code=}. */
    String INVITATION = ACCOUNT + "/invitation";

    /** Parameter of {@link #SIGN_IN}: the page of ours to which it leads back. */
    String NEXT = "next";
}
