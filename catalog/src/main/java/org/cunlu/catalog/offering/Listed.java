package org.cunlu.catalog.offering;

import org.cunlu.catalog.BrandRight;
import org.cunlu.catalog.Offer;
import org.cunlu.kernel.problem.ProblemException;

/** Nothing is put on sale under a regional brand without a right to its name. */
final class Listed {
    private Listed() {}

    /** @throws ProblemException {@code brand-not-authorised}, {@code brand-quota-used-up} */
    static void check(Offer offer) {
        if (offer.brandRight().sellable()) {
            return;
        }
        throw offer.brandRight().standing() == BrandRight.Standing.USED_UP
                ? ProblemException.of(
                        409,
                        "brand-quota-used-up",
                        "品牌额度已用完 · The brand's quota is used up",
                        "请联系品牌方 · Ask the brand's owner")
                : ProblemException.of(
                        409,
                        "brand-not-authorised",
                        "未获该品牌对此产地和等级的授权 · No right to this brand for its origin and grade",
                        "原因见 /api/seller/brand-offers · Look there for the reason");
    }
}
