package org.cunlu.catalog.offering;

import io.micronaut.core.annotation.Nullable;
import org.cunlu.catalog.BrandRight;
import org.cunlu.catalog.InputRight;
import org.cunlu.catalog.Offer;
import org.cunlu.kernel.problem.ProblemException;

/** Nothing is put on sale under a regional brand without a right to its name, and no farm input without registration and licence. */
final class Listed {
    private Listed() {}

    /** @throws ProblemException {@code brand-not-authorised}, {@code brand-quota-used-up}, and as {@link #input} */
    static void check(Offer offer) {
        input(offer.input());
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

    /**
     * @throws ProblemException {@code registration-missing}, {@code registration-not-valid}, {@code licence-missing},
     *     {@code pesticide-not-hazardous}
     */
    static void input(@Nullable InputRight right) {
        if (right == null || right.sellable()) {
            return;
        }
        throw switch (right.standing()) {
            case NOT_LICENSED ->
                ProblemException.of(
                                409,
                                "licence-missing",
                                "您没有此类农资的有效经营许可 · No valid licence to sell farm inputs of this class",
                                "请先提交许可证并等县里审核 · Hand the licence in first")
                        .fact(
                                "licence",
                                right.kind().licence(right.restricted()).name());
            case NOT_HAZARDOUS ->
                ProblemException.of(
                        409,
                        "pesticide-not-hazardous",
                        "农药的储存类别须为危险品，不与食品同袋同车 · A pesticide is hazardous goods, and never in one bag with food",
                        "请在商品页改储存类别 · Change its storage class on the product's page");
            case NOT_REGISTERED ->
                ProblemException.of(
                        409, "registration-missing", "农资须先填登记证号 · A farm input needs its registration first", null);
            default ->
                ProblemException.of(
                        409, "registration-not-valid", "登记证已过期、未生效或已撤销 · The registration is not valid today", null);
        };
    }
}
