package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.util.Optional;

/** Codes that people scan to see where goods come from: GS1 Digital Links, and what they name. */
public interface TraceCodes {
    /** @return an address such as {@code https://host/01/06901234567892/10/LOT-1}; of our own form without a GTIN */
    String lot(String lotCode, @Nullable String gtin);

    /** @return an address such as {@code https://host/cunlu/21/CN123456789012345} */
    String parcel(String barcode);

    /** @param text a lot's or parcel's code, or its link as an address or as a path; empty for nonsense */
    Optional<Named> read(String text);

    /** @param gtin 14 digits that the link named; null when it named none */
    record Named(boolean parcel, String code, @Nullable String gtin) {}
}
