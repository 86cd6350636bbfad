package org.cunlu.catalog.brand;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.cunlu.catalog.BrandDesk;
import org.cunlu.catalog.BrandRight;
import org.cunlu.catalog.HeldRights;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.time.CountyTime;

/** What a seller has of rights to regional brands, and why an offer of his is not on sale under one. */
@Singleton
class OwnRights implements HeldRights {
    /** More rights than a seller of a county has. */
    private static final int RIGHTS_MAX = 1_000;

    private static final int OFFERS_SHOWN = 100;

    private final AuthorizationTable table;
    private final BrandTable brands;
    private final Offers offers;
    private final Clock clock;

    OwnRights(AuthorizationTable table, BrandTable brands, Offers offers, Clock clock) {
        this.table = table;
        this.brands = brands;
        this.offers = offers;
        this.clock = clock;
    }

    /** An offer of a regional brand. @param left of the quota, in its unit @param why null when it may be sold under it */
    @Serdeable
    record Standing(
            String offerId,
            String skuCode,
            String productName,
            @Nullable String brandCode,
            boolean onSale,
            BrandRight right,
            @Nullable String authorizationId,
            @Nullable BrandRight.Unit unit,
            long left,
            @Nullable Why why) {}

    @Override
    public Page<BrandDesk.Holding> held(Caller seller, @Nullable String cursor, int limit) {
        String after = cursor == null ? "" : cursor;
        var page = Page.of(authorizations(seller, after, limit + 1), limit, Authorization::authorizationId);
        return new Page<>(page.items().stream().map(OwnersDesk::holding).toList(), page.next());
    }

    @Override
    public List<Barred> barred(Caller seller) {
        return offers(seller, "", OFFERS_SHOWN).stream()
                .filter(each -> each.why() != null)
                .map(each -> new Barred(each.offerId(), each.productName(), each.why()))
                .toList();
    }

    List<Authorization> authorizations(Caller seller, String afterId, int count) {
        return table.ofSellers(shops(seller), afterId, count);
    }

    List<Standing> offers(Caller seller, String afterId, int count) {
        List<String> shops = shops(seller);
        List<String> ids = brands.offers(shops, afterId, count);
        Map<String, Offer> found = offers.find(ids);
        List<Authorization> rights = table.ofSellers(shops, "", RIGHTS_MAX);
        List<Brand> regional = brands.find(
                found.values().stream().map(Offer::brandCode).distinct().toList());
        LocalDate today = CountyTime.date(clock.instant());
        return ids.stream()
                .map(found::get)
                .map(offer -> new Standing(
                        offer.id(),
                        offer.sku().code(),
                        offer.productName(),
                        offer.brandCode(),
                        offer.onSale(),
                        offer.brandRight(),
                        offer.brandRight().authorizationId(),
                        offer.brandRight().unit(),
                        offer.brandRight().left(),
                        why(offer, regional, rights, today)))
                .toList();
    }

    @Nullable
    private static Why why(Offer offer, List<Brand> brands, List<Authorization> rights, LocalDate today) {
        BrandRight right = offer.brandRight();
        if (right.sellable()) {
            return null;
        }
        String origin = right.origin();
        if (right.standing() == BrandRight.Standing.USED_UP) {
            return Why.QUOTA_USED_UP;
        }
        if (origin == null) {
            return Why.ORIGIN_MISSING;
        }
        boolean inside = brands.stream()
                .filter(brand -> brand.brandCode().equals(offer.brandCode()))
                .anyMatch(brand -> brand.originArea() != null && origin.startsWith(brand.originArea()));
        if (!inside) {
            return Why.ORIGIN_OUTSIDE_AREA;
        }
        List<Authorization> fitting = rights.stream()
                .filter(each -> each.brandCode().equals(offer.brandCode())
                        && each.sellerCode().equals(offer.sellerCode())
                        && each.grade().equals(right.grade())
                        && each.origins().stream().anyMatch(origin::startsWith))
                .toList();
        return latest(fitting, today);
    }

    /** The nearest to a right that holds is told. */
    private static Why latest(List<Authorization> fitting, LocalDate today) {
        Predicate<Authorization> granted = each -> each.state() == AuthorizationState.GRANTED;
        if (fitting.stream().anyMatch(granted.and(each -> each.validFrom().isAfter(today)))) {
            return Why.NOT_YET_VALID;
        }
        if (fitting.stream().anyMatch(each -> each.state() == AuthorizationState.PROPOSED)) {
            return Why.NOT_REVIEWED;
        }
        if (fitting.stream().anyMatch(each -> each.state() == AuthorizationState.REVOKED)) {
            return Why.REVOKED;
        }
        return fitting.stream().anyMatch(granted) ? Why.EXPIRED : Why.NO_AUTHORIZATION;
    }

    private static List<String> shops(Caller seller) {
        return ShopRight.GOODS.shops(seller);
    }
}
