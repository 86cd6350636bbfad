package org.cunlu.web.shop;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.catalog.BrandCertificates;
import org.cunlu.logistics.Traces;
import org.cunlu.web.QrSquare;

/**
 * What an offer's goods are proved by, as everybody may see it.
 * @param certificate of its brand's right; null without one
 * @param lot that is taken from the shelf next; null where nothing stands there
 */
public record Proof(
        BrandCertificates.@Nullable Shown certificate,
        @Nullable Lot lot) {
    static final Proof NONE = new Proof(null, null);

    /** @param qr leads to the page of this lot @param checks in the order of time */
    public record Lot(String code, QrSquare qr, @Nullable LocalDate producedOn, List<Traces.Checked> checks) {}
}
