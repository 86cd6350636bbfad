package org.cunlu.catalog.goods;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Map;
import org.cunlu.accounts.Notices;
import org.cunlu.catalog.ShopPeople;
import org.cunlu.catalog.ShopRight;

/** Tells sellers what the county decided of what they wrote. Joins the deciding transaction. */
@Singleton
class DecisionNews {
    private final ShopPeople people;

    DecisionNews(ShopPeople people) {
        this.people = people;
    }

    /** The county's own products have nobody to be told. */
    void tell(Kept product, Life act, @Nullable String reason) {
        Notices.Kind kind = switch (act) {
            case APPROVE, REINSTATE -> Notices.Kind.PRODUCT_APPROVED;
            case DECLINE -> Notices.Kind.PRODUCT_DECLINED;
            case WITHDRAW -> Notices.Kind.PRODUCT_WITHDRAWN;
            case SUBMIT, RECALL -> null;
        };
        if (kind != null && product.authorShop() != null) {
            people.tell(product.authorShop(), ShopRight.GOODS, kind, facts(product.sheet(), reason));
        }
    }

    void tell(Change change, Change.State state, @Nullable String reason) {
        people.tell(
                change.shop(),
                ShopRight.GOODS,
                state == Change.State.APPROVED ? Notices.Kind.CHANGE_APPROVED : Notices.Kind.CHANGE_DECLINED,
                facts(change.base(), reason));
    }

    private static Map<String, String> facts(ProductSheet sheet, @Nullable String reason) {
        return Map.of("product", sheet.name(), "reason", reason == null ? "" : reason);
    }
}
