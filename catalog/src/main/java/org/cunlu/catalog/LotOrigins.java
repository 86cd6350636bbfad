package org.cunlu.catalog;

import java.util.Optional;

/** Where lots come from, for the trace and for who prints their tags. */
public interface LotOrigins {
    Optional<LotOrigin> find(String lotCode);

    /** @return the GTIN of a SKU, 14 digits */
    Optional<String> gtin(String skuCode);
}
