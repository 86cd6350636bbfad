package org.cunlu.catalog;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Products as buyers see them. */
public interface ProductPages {
    /**
     * From memory or in at most three statements; never older than a second, on every instance.
     * @return the page of a product that is or was published; empty for a draft
     */
    Optional<ProductPage> page(String code);

    /** The same for who must not wait: answered already when it is remembered. */
    CompletableFuture<Optional<ProductPage>> soon(String code);
}
