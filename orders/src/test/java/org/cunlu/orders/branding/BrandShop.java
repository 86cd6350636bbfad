package org.cunlu.orders.branding;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.cunlu.catalog.BrandRight;
import org.cunlu.catalog.BrandRight.Standing;
import org.cunlu.catalog.BrandRight.Unit;
import org.cunlu.catalog.Offer;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.StandInNetwork;
import org.cunlu.orders.standin.StandInOffers;

/** Offers of a regional brand in the orders' stand-in shop, whose authorisations are catalog's own rows. */
@Singleton
@Requires(property = "orders.stand-ins", value = "true")
public class BrandShop {
    public static final String BRAND = "B-ORANGE";
    static final String ORIGIN = "500233114201";
    private static final String TOWNSHIP = "500233114";

    private final Shop shop;
    private final StandInOffers offers;
    private final Sql sql;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    BrandShop(Shop shop, StandInOffers offers, Sql sql, Transactions transactions, Ids ids, Clock clock) {
        this.shop = shop;
        this.offers = offers;
        this.sql = sql;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
        offers.look(this::asOfNow);
    }

    /** @return id of an authorisation of a seller, granted and valid for 30 days from today on */
    public String authorized(String seller, Unit unit, long quota) {
        String id = ids.next();
        LocalDate today = today();
        transactions.run(() -> {
            sql.change(
                    "INSERT INTO cat_brand (code, name, origin_area, regional_since) VALUES (?, '忠橙', '500233', ?)"
                            + " ON DUPLICATE KEY UPDATE name = name",
                    BRAND,
                    clock.instant());
            sql.change(
                    "INSERT INTO cat_brand_authorization (id, brand_code, seller_code, grade, unit, quota, valid_from,"
                            + " valid_until, certificate_no, state, granted_at, version)"
                            + " VALUES (?, ?, ?, '', ?, ?, ?, ?, 'C-1', 'GRANTED', ?, 2)",
                    id,
                    BRAND,
                    seller,
                    unit,
                    quota,
                    today,
                    today.plusDays(30),
                    clock.instant());
            sql.change(
                    "INSERT INTO cat_brand_origin (authorization_id, origin_code, brand_code, seller_code, grade)"
                            + " VALUES (?, ?, ?, ?, '')",
                    id,
                    TOWNSHIP,
                    BRAND,
                    seller);
        });
        return id;
    }

    /** Puts up an offer, one piece of 500 g, and so many pieces of it. */
    Offer offer(String seller, String authorization, long pieces) {
        Offer plain = shop.offer(seller, 1_000, Map.of(StandInNetwork.HUB, pieces));
        return branded(plain, authorization);
    }

    public Offer branded(Offer plain, String authorization) {
        return offers.put(new Offer(
                plain.id(),
                plain.sku(),
                plain.productCode(),
                plain.productName(),
                plain.sellerCode(),
                plain.sellerName(),
                BRAND,
                "忠橙",
                plain.category(),
                plain.direction(),
                plain.priceFen(),
                plain.sourceNodes(),
                true,
                1,
                9_999,
                1,
                1,
                plain.measure(),
                plain.delivery(),
                new BrandRight(Standing.AUTHORISED, ORIGIN, "", authorization, "C-1", Unit.GRAMS, 0)));
    }

    public void revoke(String authorization) {
        transactions.run(() -> {
            sql.one(
                    "SELECT id FROM cat_brand_authorization WHERE id = ? FOR UPDATE",
                    row -> row.string("id"),
                    authorization);
            sql.change(
                    "UPDATE cat_brand_authorization SET state = 'REVOKED', revoked_at = ? WHERE id = ?",
                    clock.instant(),
                    authorization);
        });
    }

    public long used(String authorization) {
        return shop.sum("SELECT used AS fen FROM cat_brand_authorization WHERE id = ?", authorization);
    }

    private LocalDate today() {
        return CountyTime.date(clock.instant());
    }

    /** As catalog reads it. */
    private Offer asOfNow(Offer offer) {
        String id = offer.brandRight().authorizationId();
        if (id == null) {
            return offer;
        }
        BrandRight right = sql.one(
                        "SELECT unit, quota - used AS left_of_it FROM cat_brand_authorization WHERE id = ?"
                                + " AND state = 'GRANTED' AND ? BETWEEN valid_from AND valid_until",
                        row -> new BrandRight(
                                row.number("left_of_it") > 0 ? Standing.AUTHORISED : Standing.USED_UP,
                                ORIGIN,
                                "",
                                id,
                                "C-1",
                                row.constant("unit", Unit.class),
                                row.number("left_of_it")),
                        id,
                        today())
                .orElse(new BrandRight(Standing.NOT_AUTHORISED, ORIGIN, "", null, null, null, 0));
        return new Offer(
                offer.id(),
                offer.sku(),
                offer.productCode(),
                offer.productName(),
                offer.sellerCode(),
                offer.sellerName(),
                offer.brandCode(),
                offer.brandName(),
                offer.category(),
                offer.direction(),
                offer.priceFen(),
                offer.sourceNodes(),
                right.sellable(),
                offer.quantityMin(),
                offer.quantityMax(),
                offer.version(),
                offer.quantityStep(),
                offer.measure(),
                offer.delivery(),
                right);
    }
}
