package org.cunlu.catalog;

/** What is known of registrations, for who lets products be published. */
public interface InputRegister {
    /**
     * Joins the caller's transaction, in which the product is written already.
     * @throws org.cunlu.kernel.problem.ProblemException {@code registration-missing}, {@code registration-not-valid}, {@code
     *     input-category-wrong} when it is a farm input that may not be published as it is
     */
    void demand(String productCode);
}
