package org.cunlu.catalog;

/** Life of a product. Only what is PUBLISHED can be sold. */
public enum ProductState {
    /** Its seller still writes it. */
    DRAFT,
    /** The county looks at it; nobody changes it meanwhile. */
    IN_REVIEW,
    PUBLISHED,
    WITHDRAWN
}
