package org.cunlu.app.whole;

import static org.cunlu.app.whole.SmallNetwork.HUB;
import static org.cunlu.app.whole.SmallNetwork.STATION1;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.cunlu.app.whole.Instances.Person;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;

/** What somebody has in a small county, and how one asks for it. */
final class AnothersThings {
    private static final Pattern FIRST = Pattern.compile("^(.*?/\\{[^}]+})");

    /** Kinds of which nobody has anything here: where that another's is as absent is shown elsewhere, or not yet. */
    private static final String NOT_HERE = """
            /01/{gtin}
            /account/second-factor/{step}
            /api/auth/consents/{purpose}
            /api/auth/grants/proposals/{proposalId}
            /api/auth/grants/{grantId}
            /api/auth/identities/{id}
            /api/auth/invitations/{invitationId}
            /api/auth/providers/{name}
            /api/brand/authorizations/{authorizationId}
            /api/county/arbitration/{requestId}
            /api/county/bills/{gateway}
            /api/county/brand-authorizations/{authorizationId}
            /api/county/brands/{brandCode}
            /api/county/carriers/{code}
            /api/county/catalog/imports/{importId}
            /api/county/categories/{code}
            /api/county/commission-rules/sets/{version}
            /api/county/cooperatives/{coopCode}
            /api/county/dead-letters/{subscriber}
            /api/county/freight-templates/{templateId}
            /api/county/inputs/limits/{limitId}
            /api/county/inputs/registrations/{code}
            /api/county/keys/{id}
            /api/county/money-decisions/{decisionId}
            /api/county/money-tickets/{ticketId}
            /api/county/payouts/{batchId}
            /api/county/presales/{presaleId}
            /api/county/product-changes/{changeId}
            /api/county/product-types/{code}
            /api/county/products/{code}
            /api/county/promotions/{promotionId}
            /api/county/purchases/{purchaseId}
            /api/county/recalls/{lotCode}
            /api/county/recalls/{recallId}
            /api/county/recycling/kinds/{code}
            /api/county/reviews/{reviewId}
            /api/county/search-boosts/{code}
            /api/county/search-index/refused/{offerId}
            /api/county/search-words/{code}
            /api/county/seller-applications/{id}
            /api/county/seller-items/{id}
            /api/county/settlement/bank-lines/{serial}
            /api/county/settlement/periods/{periodNo}
            /api/county/settlement/statements/{statementId}
            /api/county/source-policies/{trade}
            /api/county/subsidies/{programmeId}
            /api/county/subsidy-applications/{personId}
            /api/county/verifications/{verificationId}
            /api/county/webhooks/{id}
            /api/dispatch/adjustments/{adjustmentId}
            /api/dispatch/cash-differences/{handoverId}
            /api/dispatch/closures/{id}
            /api/dispatch/differences/{id}
            /api/dispatch/paper-corrections/{correctionId}
            /api/dispatch/photos/{photoId}
            /api/dispatch/plan-jobs/{jobId}
            /api/dispatch/plans/{planId}
            /api/dispatch/tour-terms/vehicles/{code}
            /api/dispatch/transfers/{transferId}
            /api/dispatch/vehicles/{code}
            /api/dispatch/villages/{code}
            /api/epcis/capture/{captureId}
            /api/hooks/payments/{gateway}
            /api/reserve/changes/{changeId}
            /api/reserve/claims/{claimId}
            /api/reserve/fee-terms/rates/{code}
            /api/reserve/holdings/{code}
            /api/reserve/intakes/{intakeId}
            /api/reserve/linkage/reports/{reportId}
            /api/reserve/links/{keyId}
            /api/reserve/prices/alerts/{alertId}
            /api/reserve/prices/held/{reportId}
            /api/reserve/releases/{releaseId}
            /api/reserve/rotations/{rotationId}
            /api/reserve/statements/{statementId}
            /api/run/cash/handovers/{handoverId}
            /api/run/photos/{photoId}
            /api/run/trips/{line}
            /api/seller/freight-templates/{templateId}
            /api/seller/host-statements/{statementId}
            /api/seller/imports/{importId}
            /api/seller/live/{sessionId}
            /api/seller/lots/{code}
            /api/seller/lots/{lotCode}
            /api/seller/presales/{presaleId}
            /api/seller/price-lists/{listId}
            /api/seller/promotions/{promotionId}
            /api/seller/returns/{requestId}
            /api/seller/reviews/{reviewId}
            /api/seller/shops/{shop}
            /api/seller/skus/{skuCode}
            /api/seller/statements/{statementId}
            /api/seller/webhooks/{id}
            /api/shop/balance/withdrawals/{withdrawalId}
            /api/shop/cart/lines/{offerId}
            /api/shop/change-offers/{offerId}
            /api/shop/freight-templates/{templateId}
            /api/shop/group-buys/{promotionId}
            /api/shop/group-teams/{code}
            /api/shop/live/{sessionId}
            /api/shop/media/{hash}
            /api/shop/offers/{offerId}
            /api/shop/pay-links/{token}
            /api/shop/presales/{presaleId}
            /api/shop/product-types/{code}
            /api/shop/products/{code}
            /api/shop/returns/{requestId}
            /api/shop/reviews/{reviewId}
            /api/shop/seller-application/items/{item}
            /api/shop/skus/{skuCode}
            /api/shop/subsidies/{programmeId}
            /api/shop/visitor-cart/lines/{offerId}
            /api/station/assisted/{assistedId}
            /api/station/bags/{sscc}
            /api/station/cash/handovers/{handoverId}
            /api/station/counts/{countId}
            /api/station/differences/{id}
            /api/station/drop-offs/{dropOffId}
            /api/station/gateway/files/{fileId}
            /api/station/hand-overs/{line}
            /api/station/homecomings/{barcode}
            /api/station/papers/{paperId}
            /api/station/parcels/{barcode}
            /api/station/photos/{photoId}
            /api/station/picks/{lineId}
            /api/station/pickups/{barcode}
            /api/station/presales/{presaleId}
            /api/station/purchases/{purchaseId}
            /api/station/recycling/loads/{loadId}
            /api/station/releases/{releaseId}
            /api/station/return-inspections/{barcode}
            /api/station/shifts/{shiftId}
            /api/station/sorting/{barcode}
            /api/station/statements/{statementId}
            /api/station/stock/acts/{actId}
            /api/station/transfers/{transferId}
            /api/station/villagers/{accountId}
            /api/station/waves/{waveId}
            /api/station/weighings/{orderId}
            /api/supplier/purchases/{purchaseId}
            /api/trace/01/{gtin}
            /api/trace/{code}
            /brand/rights/{id}
            /county/bank/{serial}
            /county/boosts/{code}
            /county/commission/{version}
            /county/imports/{importId}
            /county/payouts/{batchId}
            /county/promotions/{promotionId}
            /county/queues/{kind}
            /county/recalls/{recallId}
            /county/roles/{grantId}
            /county/search-index/refused/{offerId}
            /county/settlement/statements/{statementId}
            /county/settlement/{periodNo}
            /county/words/{code}
            /cunlu/10/{lot}
            /cunlu/21/{barcode}
            /dispatch/adjustments/{adjustmentId}
            /dispatch/closures/{id}
            /dispatch/plans/{plan}
            /dispatch/searches/{search}
            /dispatch/vehicles/{code}
            /goods/{code}
            /health/{selector}
            /live/{sessionId}
            /pay/{token}
            /reserve/claims/{id}
            /reserve/releases/{id}
            /reserve/rotations/{id}
            /reserve/statements/{id}
            /returns/{requestId}
            /reviews/{reviewId}
            /run/{line}
            /sandbox/charges/{chargeId}
            /seller/live/{sessionId}
            /seller/money/{statementId}
            /seller/orders/{orderId}
            /seller/papers/{code}
            /seller/promotions/{promotionId}
            /seller/returns/{requestId}
            /seller/reviews/{reviewId}
            /station/drop-off/{dropOffId}
            /station/goods-back/{barcode}
            /station/inspections/{what}
            /station/orders/{assistedId}
            /supplier/{purchaseId}
            /trace/{code}
            """;

    /**
     * @param address up to the first place that names it, with the place's own name
     * @param real what is there
     * @param absent of the same shape, and nothing
     * @param owner who has it
     */
    record Thing(String address, String real, String absent, Person owner) {}

    private final List<Thing> things = new ArrayList<>();
    private final SmallCounty county;
    private final SmallCounty.Parcel parcel;

    AnothersThings(SmallCounty county) {
        this.county = county;
        Person buyer = county.buyer();
        var group = county.place(buyer, STATION1, "ONLINE");
        county.pay(buyer, group);
        parcel = county.parcel(buyer, group);
        String groupId = group.string("groupId");
        String address = county.post(
                        buyer,
                        "/api/shop/addresses",
                        "another-s-address",
                        Map.of("name", "王秀英", "phone", "13800138000", "villageCode", STATION1))
                .is(201)
                .string("addressId");
        for (String at : List.of("/api/shop/addresses/{addressId}", "/account/addresses/{addressId}")) {
            add(at, address, "0ABCDEFGHJKMN", buyer);
        }
        Person seller = county.person(new Grant(Role.SELLER, new Scope(Scope.Kind.SHOP, "S-GONGXIAO")));
        for (String at : List.of("/api/shop/orders/{orderId}", "/orders/{orderId}")) {
            add(at, parcel.order(), "0ABCDEFGHJKMN", buyer);
        }
        for (String at : List.of("/api/shop/order-groups/{groupId}", "/orders/groups/{groupId}")) {
            add(at, groupId, "0ABCDEFGHJKMN", buyer);
        }
        for (String at : List.of("/api/seller/offers/{offerId}", "/seller/goods/{offerId}")) {
            add(at, county.offer(), "0ABCDEFGHJKMN", seller);
        }
        add("/api/seller/products/{code}", "RICE", "RICX", seller);
        add("/api/auth/sessions/{id}", session(county, buyer), "0ABCDEFGHJKMN", buyer);
        ofDispatchers(county);
        add("/api/county/accounts/{accountId}", buyer.account(), "0ABCDEFGHJKMN", county.operator);
        add("/api/county/orders/{orderId}", parcel.order(), "0ABCDEFGHJKMN", county.operator);
        add("/api/county/sellers/{code}", "S-GONGXIAO", "S-GONGXIAX", county.operator);
    }

    /** Else what was bought rides in other tests' buses. */
    void leave() {
        county.cancel(parcel);
    }

    private void ofDispatchers(SmallCounty county) {
        Person dispatcher = county.dispatcher;
        add("/api/dispatch/nodes/{code}", STATION1, "500233999999", dispatcher);
        add("/dispatch/nodes/{code}", STATION1, "500233999999", dispatcher);
        add("/api/dispatch/evacuations/{node}", STATION1, "500233999999", dispatcher);
        add("/api/dispatch/bins/{node}", STATION1, "500233999999", dispatcher);
        add("/api/dispatch/tour-terms/stations/{node}", STATION1, "500233999999", dispatcher);
        for (String address : List.of(
                "/api/dispatch/lines/{line}",
                "/api/dispatch/trips/{line}",
                "/api/dispatch/departures/{line}",
                "/dispatch/lines/{line}",
                "/dispatch/trips/{line}",
                "/dispatch/departures/{line}")) {
            add(address, "BUS-11", "BUS-99", dispatcher);
        }
    }

    private void add(String address, String real, String absent, Person owner) {
        things.add(new Thing(address, real, absent, owner));
    }

    private static String session(SmallCounty county, Person who) {
        return Instances.text(
                county.get(who, "/api/auth/sessions").is(200).list("items").getFirst(), "id");
    }

    Optional<Thing> at(String address) {
        return kind(address)
                .flatMap(kind -> things.stream()
                        .filter(thing -> thing.address().equals(kind))
                        .findFirst());
    }

    static boolean notHere(String address) {
        return kind(address)
                .filter(NOT_HERE.lines().map(String::strip).toList()::contains)
                .isPresent();
    }

    /** @return an address as far as it names something; empty when it names nothing */
    static Optional<String> kind(String address) {
        var found = FIRST.matcher(address);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /** Somebody of a role who has nothing of what is here. */
    static Grant elsewhere(Role role) {
        return new Grant(
                role,
                switch (role) {
                    case CONSUMER -> throw new IllegalArgumentException("everybody has it already");
                    case STATION_KEEPER, WAREHOUSE_WORKER, DRIVER -> new Scope(Scope.Kind.NODE, SmallNetwork.STATION2);
                    case DISPATCHER, INSPECTOR -> new Scope(Scope.Kind.SUBTREE, SmallNetwork.TOWN2);
                    // The county's branch is for the whole of a county: another's begins elsewhere.
                    case COUNTY_OPERATOR -> new Scope(Scope.Kind.SUBTREE, "500999");
                    case SELLER, LIVE_HOST, SHOP_GOODS, SHOP_ORDERS, SHOP_MONEY, SUPPLIER ->
                        new Scope(Scope.Kind.SHOP, "S-ELSEWHERE");
                    case BRAND_OWNER -> new Scope(Scope.Kind.BRAND, "B-ELSEWHERE");
                    case RESERVE_OFFICER, RESERVE_REVIEWER, RESERVE_AUTHORITY, RESERVE_AUDITOR ->
                        new Scope(Scope.Kind.LEVEL, "CITY-ELSEWHERE");
                    case RESERVE_HOLDER -> new Scope(Scope.Kind.HOLDING, "H-ELSEWHERE");
                });
    }

    static Map<String, String> names() {
        return Map.of("{date}", "2027-01-04", "{day}", "2027-01-04", "{hub}", HUB);
    }
}
