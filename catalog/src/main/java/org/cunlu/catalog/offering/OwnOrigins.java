package org.cunlu.catalog.offering;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.cunlu.catalog.Areas;
import org.cunlu.catalog.BrandedOffers;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.OfferChanged;
import org.cunlu.catalog.Offers;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;

/** Where a seller's goods come from and of what grade they are, as he says. */
@Singleton
class OwnOrigins {
    private final Sql sql;
    private final Offers offers;
    private final BrandedOffers branded;
    private final Areas areas;
    private final Transactions transactions;
    private final Outbox outbox;
    private final Trail trail;
    private final Clock clock;

    OwnOrigins(
            Sql sql,
            Offers offers,
            BrandedOffers branded,
            Areas areas,
            Transactions transactions,
            Outbox outbox,
            Trail trail,
            Clock clock) {
        this.sql = sql;
        this.offers = offers;
        this.branded = branded;
        this.areas = areas;
        this.transactions = transactions;
        this.outbox = outbox;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Another's offer is answered as one that does not exist.
     * @param origin administrative code of a township or village
     * @throws ProblemException {@code origin-unknown}, {@code not-found}, {@code offer-changed}
     */
    Offer say(Caller seller, String offerId, String origin, @Nullable String grade) {
        if (!areas.exists(origin)) {
            throw ProblemException.invalid("origin", "origin-unknown", "没有这个乡镇或村 · No such township or village");
        }
        List<String> shops = ShopRight.GOODS.shops(seller);
        return transactions.run(() -> {
            Offer now = find(offerId);
            if (now == null || !shops.contains(now.sellerCode())) {
                throw ProblemException.notFound();
            }
            String before = said(now.brandRight().origin(), now.brandRight().grade());
            String after = said(origin, grade == null ? "" : grade);
            if (!after.equals(before)) {
                keep(now, origin, grade == null ? "" : grade);
                branded.tell(now.brandCode() == null ? "" : now.brandCode());
                trail.record(seller.accountId(), "catalog.offer-origin", offerId, before, after);
            }
            return find(offerId);
        });
    }

    private void keep(Offer now, String origin, String grade) {
        var arguments = new ArrayList<Object>(List.of(origin, grade, clock.instant(), now.id(), now.version()));
        int changed = sql.change(
                "UPDATE cat_offer SET origin_code = ?, grade = ?, version = version + 1, changed_at = ?,"
                        + " recorded_at = UTC_TIMESTAMP(3) WHERE id = ? AND version = ?",
                arguments.toArray());
        if (changed == 0) {
            throw ProblemException.of(
                    409,
                    "offer-changed",
                    "该商品刚被改动 · The offer was changed meanwhile",
                    "请刷新后重试 · Look at it again, then repeat");
        }
        outbox.append(new OfferChanged(now.id(), now.version() + 1));
    }

    @Nullable
    private Offer find(String offerId) {
        return offers.find(List.of(offerId)).get(offerId);
    }

    private static String said(@Nullable String origin, String grade) {
        return "origin " + origin + (grade.isEmpty() ? "" : ", grade " + grade);
    }
}
