package org.cunlu.app.doors;

import io.micronaut.http.uri.UriMatchTemplate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.cunlu.kernel.caller.Role;

/**
 * Every endpoint of a demo and who may come in, as docs/architecture.md and docs/accounts.md say. Written by hand, and on
 * purpose not read from the annotations: whoever adds an endpoint says here whom it is for.
 */
public final class Doors {
    private static final String OPEN = "open";
    private static final String SIGNED_IN = "signed in";
    private static final String KEYS_ONLY = "keys only";

    /**
     * @param visitors whether nobody need sign in
     * @param roles any one of which is enough
     */
    public record Door(String method, String address, boolean visitors, Set<Role> roles) {
        /** @return an address of this shape at which nothing is */
        public String path() {
            return address.replaceAll("\\{[^}]+}", "0000000000000");
        }

        public boolean open(Role role) {
            return visitors || roles.contains(role) || roles.contains(Role.CONSUMER);
        }

        /** @return whether this door is at that path too */
        boolean at(String path) {
            return UriMatchTemplate.of(address).match(path).isPresent();
        }
    }

    private static final String GIVERS = "COUNTY_OPERATOR DISPATCHER SELLER RESERVE_AUTHORITY";

    private static final String TABLE = """
            GET    /health                                             | open
            GET    /health/{selector}                                  | open
            GET    /openapi                                            | open
            GET    /openapi.json                                       | open
            GET    /prometheus                                         | open
            GET    /sandbox/charges/{chargeId}/pay                     | open
            POST   /sandbox/charges/{chargeId}/wallet                  | open
            GET    /api/auth/notices                                   | signed in
            POST   /api/auth/notices/read                              | signed in
            POST   /sandbox/charges/{chargeId}/pay                     | open
            POST   /api/hooks/payments/{gateway}                       | open
            GET    /api/keys/self                                      | keys only
            GET    /api/epcis/events                                   | keys only
            POST   /api/epcis/capture                                  | keys only
            GET    /api/epcis/capture/{captureId}                      | keys only

            GET    /api/trace/{code}                                   | open
            GET    /api/trace/{code}/story                             | open
            GET    /api/trace/01/{gtin}/10/{lot}                       | open

            GET    /api/shop/brands                                    | open
            GET    /api/shop/categories                                | open
            GET    /api/shop/offers                                    | open
            GET    /api/shop/offers/{offerId}                          | open
            GET    /api/shop/offers/{offerId}/prices                   | open
            GET    /api/shop/media/{hash}/{size}                       | open
            GET    /api/shop/products/{code}                           | open
            GET    /api/shop/products/{code}/similar                   | open
            GET    /api/shop/reviews                                   | open
            GET    /api/shop/reviews/{reviewId}/photos/{photoId}       | open
            GET    /api/shop/product-types                             | open
            GET    /api/shop/product-types/{code}                      | open
            GET    /api/shop/skus/{skuCode}/offers                     | open
            GET    /api/shop/presales                                  | open
            GET    /api/shop/presales/{presaleId}                      | open
            GET    /api/shop/search-help                               | open
            GET    /api/shop/search-hot                                | open
            GET    /api/shop/search-history                            | signed in
            DELETE /api/shop/search-history                            | signed in
            GET    /api/shop/suggestions                               | open
            GET    /api/shop/villages                                  | open
            GET    /api/shop/live                                      | open
            GET    /api/shop/live/{sessionId}                          | open
            GET    /api/shop/live/{sessionId}/events                   | open
            GET    /api/shop/addresses                                 | signed in
            POST   /api/shop/addresses                                 | signed in
            GET    /api/shop/addresses/{addressId}                     | signed in
            PUT    /api/shop/addresses/{addressId}                     | signed in
            PUT    /api/shop/addresses/{addressId}/usual               | signed in
            DELETE /api/shop/addresses/{addressId}                     | signed in
            GET    /api/shop/cart                                      | signed in
            PUT    /api/shop/cart/lines/{offerId}                      | signed in
            DELETE /api/shop/cart/lines/{offerId}                      | signed in
            POST   /api/shop/cart/merged                               | signed in
            GET    /api/shop/pay-links/{token}                         | open
            POST   /api/shop/pay-links/{token}/payments                | open
            GET    /api/shop/subsidies                                 | signed in
            POST   /api/shop/subsidies/{programmeId}/application       | signed in
            GET    /api/shop/coupons                                   | signed in
            GET    /api/shop/coupons/claimable                         | signed in
            POST   /api/shop/coupons/claim                             | signed in
            POST   /api/shop/coupons/redeem                            | signed in
            POST   /api/shop/coupons/usable                            | signed in
            GET    /api/shop/freight-templates/{templateId}            | open
            POST   /api/shop/visitor-cart                              | open
            GET    /api/shop/visitor-cart                              | open
            PUT    /api/shop/visitor-cart/lines/{offerId}              | open
            DELETE /api/shop/visitor-cart/lines/{offerId}              | open
            POST   /api/shop/quotes                                    | signed in
            POST   /api/shop/order-groups                              | signed in
            GET    /api/shop/order-groups/{groupId}                    | signed in
            POST   /api/shop/order-groups/{groupId}/payments           | signed in
            GET    /api/shop/balance                                   | signed in
            GET    /api/shop/order-views                               | signed in
            GET    /api/shop/reviews/mine                              | signed in
            POST   /api/shop/reviews                                   | signed in
            PUT    /api/shop/reviews/{reviewId}                        | signed in
            POST   /api/shop/reviews/{reviewId}/report                 | signed in
            POST   /api/shop/photos                                    | signed in
            GET    /api/shop/returns                                   | signed in
            POST   /api/shop/returns                                   | signed in
            GET    /api/shop/returns/{requestId}                       | signed in
            GET    /api/shop/returns/{requestId}/photos/{photoId}      | signed in
            POST   /api/shop/returns/{requestId}/take-offer            | signed in
            POST   /api/shop/returns/{requestId}/dispute               | signed in
            POST   /api/shop/returns/{requestId}/words                 | signed in
            POST   /api/shop/returns/{requestId}/withdraw              | signed in
            GET    /api/shop/orders                                    | signed in
            GET    /api/shop/orders/{orderId}                          | signed in
            POST   /api/shop/orders/{orderId}/extension                | signed in
            POST   /api/shop/orders/{orderId}/cancel                   | signed in
            GET    /api/shop/orders/{orderId}/presale                  | signed in
            POST   /api/shop/presales/{presaleId}/quotes               | signed in
            POST   /api/shop/presales/{presaleId}/orders               | signed in

            POST   /api/auth/codes                                     | open
            POST   /api/auth/sign-up                                   | open
            POST   /api/auth/sign-in                                   | open
            POST   /api/auth/sign-in/code                              | open
            POST   /api/auth/refresh                                   | open
            POST   /api/auth/password/forgotten                        | open
            GET    /api/auth/providers                                 | open
            POST   /api/auth/providers/{name}/start                    | open
            POST   /api/auth/providers/{name}/finish                   | open
            POST   /api/auth/providers/link                            | open
            GET    /api/auth/me                                        | signed in
            POST   /api/auth/sign-out                                  | signed in
            GET    /api/auth/sessions                                  | signed in
            DELETE /api/auth/sessions                                  | signed in
            DELETE /api/auth/sessions/{id}                             | signed in
            PUT    /api/auth/password                                  | signed in
            PUT    /api/auth/phone                                     | signed in
            GET    /api/auth/second-factor                             | signed in
            POST   /api/auth/second-factor                             | signed in
            DELETE /api/auth/second-factor                             | signed in
            POST   /api/auth/second-factor/confirm                     | signed in
            POST   /api/auth/second-factor/recovery-codes              | signed in
            GET    /api/auth/identities                                | signed in
            POST   /api/auth/identities/{id}/unlink                    | signed in
            PUT    /api/auth/identities/{id}/notices                   | signed in
            GET    /api/auth/purposes                                  | open
            GET    /api/auth/consents                                  | signed in
            PUT    /api/auth/consents/{purpose}                        | signed in
            DELETE /api/auth/consents/{purpose}                        | signed in
            GET    /api/auth/data                                      | signed in
            POST   /api/auth/erasure                                   | signed in
            GET    /api/auth/looks                                     | signed in
            GET    /api/auth/real-name                                 | signed in
            PUT    /api/auth/real-name                                 | signed in
            GET    /api/auth/represented                               | signed in
            POST   /api/auth/claims                                    | signed in
            POST   /api/auth/invitations/accept                        | signed in
            GET    /api/auth/grants                                    | GIVERS
            POST   /api/auth/grants                                    | GIVERS
            DELETE /api/auth/grants/{grantId}                          | GIVERS
            GET    /api/auth/invitations                               | GIVERS
            POST   /api/auth/invitations                               | GIVERS
            DELETE /api/auth/invitations/{invitationId}                | GIVERS
            GET    /api/auth/grants/proposals                          | COUNTY_OPERATOR RESERVE_AUTHORITY
            POST   /api/auth/grants/proposals/{proposalId}/approve     | COUNTY_OPERATOR RESERVE_AUTHORITY
            POST   /api/auth/grants/proposals/{proposalId}/decline     | COUNTY_OPERATOR RESERVE_AUTHORITY


            GET    /api/reserve/programmes                             | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_HOLDER RESERVE_AUDITOR
            GET    /api/reserve/holdings                               | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_HOLDER RESERVE_AUDITOR
            GET    /api/reserve/holdings/{code}/lots                   | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_HOLDER RESERVE_AUDITOR
            GET    /api/reserve/targets                                | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_HOLDER RESERVE_AUDITOR
            GET    /api/reserve/rules                                  | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_HOLDER RESERVE_AUDITOR
            GET    /api/reserve/intakes                                | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_HOLDER RESERVE_AUDITOR
            GET    /api/reserve/trail                                  | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_AUDITOR
            GET    /api/reserve/checks                                 | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_HOLDER RESERVE_AUDITOR
            GET    /api/reserve/losses                                 | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_HOLDER RESERVE_AUDITOR
            GET    /api/reserve/checks/due                             | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_HOLDER RESERVE_AUDITOR
            GET    /api/reserve/claims                                 | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_HOLDER RESERVE_AUDITOR
            GET    /api/reserve/changes                                | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_HOLDER RESERVE_AUDITOR
            GET    /api/reserve/rotations                              | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_HOLDER RESERVE_AUDITOR
            GET    /api/reserve/rotations/plan                         | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_HOLDER RESERVE_AUDITOR
            GET    /api/reserve/rotations/auction.csv                  | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_HOLDER RESERVE_AUDITOR
            POST   /api/reserve/programmes                             | RESERVE_AUTHORITY
            POST   /api/reserve/holdings                               | RESERVE_AUTHORITY
            POST   /api/reserve/rules                                  | RESERVE_AUTHORITY
            POST   /api/reserve/claims/{claimId}/waiver                | RESERVE_AUTHORITY
            POST   /api/reserve/changes/{changeId}/decision            | RESERVE_AUTHORITY
            POST   /api/reserve/rotations/{rotationId}/decision        | RESERVE_AUTHORITY
            POST   /api/reserve/rotations/{rotationId}/extension       | RESERVE_AUTHORITY
            POST   /api/reserve/rotations/{rotationId}/auction-result  | RESERVE_AUTHORITY
            PUT    /api/reserve/goods                                  | RESERVE_AUTHORITY
            PUT    /api/reserve/targets                                | RESERVE_AUTHORITY
            POST   /api/reserve/intakes                                | RESERVE_OFFICER RESERVE_HOLDER
            POST   /api/reserve/losses                                 | RESERVE_OFFICER RESERVE_HOLDER
            POST   /api/reserve/changes                                | RESERVE_OFFICER RESERVE_HOLDER
            POST   /api/reserve/intakes/{intakeId}/inspection          | RESERVE_OFFICER
            POST   /api/reserve/checks                                 | RESERVE_OFFICER
            POST   /api/reserve/claims/{claimId}/making-good           | RESERVE_AUTHORITY
            POST   /api/reserve/claims/{claimId}/restoration           | RESERVE_OFFICER
            POST   /api/reserve/rotations                              | RESERVE_OFFICER
            POST   /api/reserve/rotations/{rotationId}/out             | RESERVE_OFFICER

            GET    /api/station/parcels                                | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/parcels/{barcode}/recipient            | STATION_KEEPER
            POST   /api/station/bags                                   | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/differences                            | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/differences/{id}/closing               | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/parcels/{barcode}/label                | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/bags/{sscc}/label                      | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/gateway/carriers                       | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/gateway/waiting                        | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/gateway/away                           | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/gateway/given                          | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/gateway/given-file                     | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/gateway/tracking-file                  | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/gateway/tracking-file/bytes            | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/gateway/files                          | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/gateway/files/{fileId}                 | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/gateway/files/{fileId}/list            | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/gateway/files/{fileId}/list.csv        | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/hand-overs/{line}/{date}               | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/hand-overs/{line}/{date}/settlement    | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/manifest                               | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/pickups                                | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/pickups/look                           | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/pickups/several                        | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/pickups/{barcode}/extension            | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/returns                                | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/today                                  | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/drop-offs                              | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/drop-offs                              | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/drop-offs/{dropOffId}/label            | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/recycling                              | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/recycling                              | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/recycling/loads                        | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/recycling/loads/{loadId}/receipt       | STATION_KEEPER WAREHOUSE_WORKER
            PUT    /api/county/recycling/kinds/{code}                  | COUNTY_OPERATOR
            GET    /api/county/recycling                               | COUNTY_OPERATOR
            GET    /api/county/recycling.csv                           | COUNTY_OPERATOR
            GET    /api/station/shifts                                 | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/shifts                                 | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/shifts/{shiftId}/end                   | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/cash                                   | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/cash/handovers                         | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/cash/handovers/{handoverId}/withdrawal | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/cash/handovers/{handoverId}/taking-in  | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/run/cash/handovers/{handoverId}/carrying       | DRIVER
            GET    /api/dispatch/cash-differences                      | DISPATCHER COUNTY_OPERATOR
            POST   /api/dispatch/cash-differences/{handoverId}/{seen}/closing | DISPATCHER COUNTY_OPERATOR
            GET    /api/station/photos                                 | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/photos                                 | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/photos/{photoId}                       | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/dispatch/photos                                | DISPATCHER COUNTY_OPERATOR
            GET    /api/dispatch/photos/{photoId}                      | DISPATCHER COUNTY_OPERATOR
            POST   /api/station/scans                                  | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/stock                                  | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/stock/movements                        | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/stock/acts                             | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/stock/acts/{actId}/reversal            | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/bins                                   | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/waves/due                              | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/waves                                  | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/waves                                  | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/waves/{waveId}                         | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/waves/{waveId}/cancellation            | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/waves/{waveId}/lists                   | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/picks/{lineId}                         | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/picks/{lineId}/return                  | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/put-backs                              | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/pick-shorts                            | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/sorting/{barcode}                      | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/load-list                              | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/adjustments                            | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/counts                                 | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/counts                                 | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/counts/{countId}                       | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/counts/{countId}/results               | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/counts/{countId}/cancellation          | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/papers/{paperId}/acts                  | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/papers/{paperId}/acts/{actId}/correction | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/releases                              | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/releases/{releaseId}/handings         | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/reserve/releases                              | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_AUDITOR
            GET    /api/reserve/releases/{releaseId}                  | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_AUDITOR
            GET    /api/reserve/releases/{releaseId}/plan             | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY
            POST   /api/reserve/releases                              | RESERVE_OFFICER
            POST   /api/reserve/releases/{releaseId}/completion       | RESERVE_OFFICER
            POST   /api/reserve/releases/{releaseId}/withdrawal       | RESERVE_OFFICER
            POST   /api/reserve/releases/{releaseId}/review           | RESERVE_REVIEWER
            POST   /api/reserve/releases/{releaseId}/approval         | RESERVE_AUTHORITY
            POST   /api/reserve/releases/{releaseId}/refusal          | RESERVE_AUTHORITY
            GET    /api/station/transfers                              | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/transfers                              | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/transfers/{transferId}/receipts        | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/goods                                  | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/goods/receipts                         | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/county/orders/{orderId}/changes                | COUNTY_OPERATOR
            GET    /api/shop/balance/bank-account                      | signed in
            PUT    /api/shop/balance/bank-account                      | signed in
            GET    /api/shop/balance/withdrawals                       | signed in
            POST   /api/shop/balance/withdrawals                       | signed in
            POST   /api/shop/balance/withdrawals/{withdrawalId}/taking-back | signed in
            GET    /api/shop/balance/cash-refunds                      | signed in
            POST   /api/shop/balance/cash-refunds                      | signed in
            POST   /api/station/cash/refunds                           | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/shop/orders/{orderId}/change-offers            | signed in
            POST   /api/shop/change-offers/{offerId}/payments          | signed in
            POST   /api/shop/change-offers/{offerId}/agreement         | signed in
            GET    /api/station/weighings/{orderId}                    | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/weighings                              | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/goods-back                             | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/return-inspections                     | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/return-inspections/{barcode}           | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/homecomings                            | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/homecomings/{barcode}                  | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/purchases                              | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/purchases/{purchaseId}/receipts        | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/presales                               | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/presales/{presaleId}/harvest           | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/requests                               | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/requests                               | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/shop/group-buys                                | CONSUMER
            POST   /api/shop/group-buys/{promotionId}/quote            | CONSUMER
            POST   /api/shop/group-buys/{promotionId}/teams            | CONSUMER
            GET    /api/shop/group-teams/{code}                        | CONSUMER
            POST   /api/shop/group-teams/{code}/orders                 | CONSUMER
            GET    /api/station/assisted                               | STATION_KEEPER
            POST   /api/station/assisted                               | STATION_KEEPER
            GET    /api/station/assisted/{assistedId}                  | STATION_KEEPER
            DELETE /api/station/assisted/{assistedId}                  | STATION_KEEPER
            PUT    /api/station/assisted/{assistedId}/lines/{offerId}  | STATION_KEEPER
            DELETE /api/station/assisted/{assistedId}/lines/{offerId}  | STATION_KEEPER
            POST   /api/station/assisted/{assistedId}/quote            | STATION_KEEPER
            POST   /api/station/assisted/{assistedId}/order            | STATION_KEEPER
            POST   /api/station/assisted/{assistedId}/subsidy-consent  | STATION_KEEPER
            POST   /api/station/assisted/{assistedId}/pay-link         | STATION_KEEPER
            GET    /api/station/assisted/{assistedId}/cash             | STATION_KEEPER
            POST   /api/station/assisted/{assistedId}/cash             | STATION_KEEPER
            GET    /api/station/villagers                              | STATION_KEEPER
            POST   /api/station/villagers                              | STATION_KEEPER
            GET    /api/station/villagers/{accountId}                  | STATION_KEEPER
            PUT    /api/station/villagers/{accountId}                  | STATION_KEEPER
            DELETE /api/station/villagers/{accountId}                  | STATION_KEEPER
            POST   /api/station/villagers/{accountId}/claim-code       | STATION_KEEPER
            POST   /api/station/villagers/{accountId}/consents         | STATION_KEEPER
            DELETE /api/station/villagers/{accountId}/consents/{purpose} | STATION_KEEPER
            POST   /api/station/villagers/{accountId}/representatives  | STATION_KEEPER
            DELETE /api/station/villagers/{accountId}/representatives/{representationId} | STATION_KEEPER

            GET    /api/run/photos                                     | DRIVER
            POST   /api/run/photos                                     | DRIVER
            GET    /api/run/photos/{photoId}                           | DRIVER
            GET    /api/run/trips                                      | DRIVER
            GET    /api/run/trips/{line}/{date}                        | DRIVER
            POST   /api/run/steps                                      | DRIVER

            GET    /api/dispatch/trips                                 | DISPATCHER COUNTY_OPERATOR
            GET    /api/dispatch/trips/{line}/{date}                   | DISPATCHER COUNTY_OPERATOR
            POST   /api/dispatch/trips/{line}/{date}/crew              | DISPATCHER COUNTY_OPERATOR
            POST   /api/dispatch/trips/{line}/{date}/vehicle           | DISPATCHER COUNTY_OPERATOR
            POST   /api/dispatch/trips/{line}/{date}/reports/seen      | DISPATCHER COUNTY_OPERATOR
            POST   /api/dispatch/plans                                  | DISPATCHER COUNTY_OPERATOR
            GET    /api/dispatch/plans                                  | DISPATCHER COUNTY_OPERATOR
            GET    /api/dispatch/plans/{planId}                         | DISPATCHER COUNTY_OPERATOR
            POST   /api/dispatch/plans/{planId}/trials                  | DISPATCHER COUNTY_OPERATOR
            POST   /api/dispatch/plans/{planId}/edits                   | DISPATCHER COUNTY_OPERATOR
            POST   /api/dispatch/plans/{planId}/publication             | DISPATCHER COUNTY_OPERATOR
            POST   /api/dispatch/plans/{planId}/pickups/offers          | DISPATCHER COUNTY_OPERATOR
            POST   /api/dispatch/plans/{planId}/pickups                 | DISPATCHER COUNTY_OPERATOR
            POST   /api/dispatch/plans/{planId}/breakdowns              | DISPATCHER COUNTY_OPERATOR
            POST   /api/dispatch/plans/{planId}/late                    | DISPATCHER COUNTY_OPERATOR
            GET    /api/dispatch/plans/{planId}/comparison              | DISPATCHER COUNTY_OPERATOR
            GET    /api/dispatch/plans/{planId}/two-way                 | DISPATCHER COUNTY_OPERATOR
            POST   /api/dispatch/plans/{planId}/closing                 | DISPATCHER COUNTY_OPERATOR
            POST   /api/dispatch/plan-jobs                              | DISPATCHER COUNTY_OPERATOR
            GET    /api/dispatch/plan-jobs/{jobId}                      | DISPATCHER COUNTY_OPERATOR
            POST   /api/dispatch/plan-jobs/{jobId}/cancellation         | DISPATCHER COUNTY_OPERATOR
            GET    /api/dispatch/plan-jobs/{jobId}/events               | DISPATCHER COUNTY_OPERATOR
            GET    /api/dispatch/tour-terms/vehicles/{code}             | DISPATCHER COUNTY_OPERATOR
            PUT    /api/dispatch/tour-terms/vehicles/{code}             | DISPATCHER COUNTY_OPERATOR
            GET    /api/dispatch/tour-terms/stations/{node}             | DISPATCHER COUNTY_OPERATOR
            PUT    /api/dispatch/tour-terms/stations/{node}             | DISPATCHER COUNTY_OPERATOR
            GET    /api/dispatch/vehicles                              | DISPATCHER COUNTY_OPERATOR
            PUT    /api/dispatch/vehicles/{code}                       | DISPATCHER COUNTY_OPERATOR
            GET    /api/dispatch/departures                            | DISPATCHER COUNTY_OPERATOR
            PUT    /api/dispatch/departures/{line}/{date}/room         | DISPATCHER COUNTY_OPERATOR DRIVER
            GET    /api/dispatch/differences                           | DISPATCHER COUNTY_OPERATOR
            POST   /api/dispatch/differences/{id}/closing              | DISPATCHER COUNTY_OPERATOR
            PUT    /api/dispatch/bins                                  | DISPATCHER COUNTY_OPERATOR
            DELETE /api/dispatch/bins/{node}/{code}                    | DISPATCHER COUNTY_OPERATOR
            GET    /api/county/recalls                                 | COUNTY_OPERATOR
            POST   /api/county/recalls                                 | COUNTY_OPERATOR
            GET    /api/county/recalls/{recallId}/parcels              | COUNTY_OPERATOR
            GET    /api/county/recalls/{recallId}/parcels.csv          | COUNTY_OPERATOR
            GET    /api/county/recalls/{recallId}/stock                | COUNTY_OPERATOR
            POST   /api/county/recalls/{recallId}/lifting              | COUNTY_OPERATOR
            GET    /api/dispatch/throughput                            | DISPATCHER COUNTY_OPERATOR
            GET    /api/dispatch/all-stock-outs                        | DISPATCHER COUNTY_OPERATOR
            GET    /api/dispatch/all-slow-movers                       | DISPATCHER COUNTY_OPERATOR
            POST   /api/dispatch/replenishment/transfers               | DISPATCHER COUNTY_OPERATOR
            GET    /api/dispatch/adjustments                           | DISPATCHER COUNTY_OPERATOR
            POST   /api/dispatch/adjustments/{adjustmentId}/decision   | DISPATCHER COUNTY_OPERATOR
            GET    /api/dispatch/paper-corrections                     | DISPATCHER COUNTY_OPERATOR
            POST   /api/dispatch/paper-corrections/{correctionId}/decision | DISPATCHER COUNTY_OPERATOR
            POST   /api/dispatch/transfers/{transferId}/loss           | DISPATCHER COUNTY_OPERATOR
            PUT    /api/dispatch/policies                              | DISPATCHER COUNTY_OPERATOR
            GET    /api/dispatch/replenishment                         | DISPATCHER COUNTY_OPERATOR
            GET    /api/dispatch/stock-outs                            | DISPATCHER COUNTY_OPERATOR
            GET    /api/dispatch/slow-movers                           | DISPATCHER COUNTY_OPERATOR
            GET    /api/dispatch/lines                                 | DISPATCHER COUNTY_OPERATOR
            POST   /api/dispatch/lines                                 | DISPATCHER COUNTY_OPERATOR
            GET    /api/dispatch/lines/{line}                          | DISPATCHER COUNTY_OPERATOR
            POST   /api/dispatch/lines/{line}/outlook                  | DISPATCHER COUNTY_OPERATOR
            POST   /api/dispatch/lines/{line}/changes                  | DISPATCHER COUNTY_OPERATOR
            GET    /api/dispatch/closures                              | DISPATCHER COUNTY_OPERATOR
            POST   /api/dispatch/closures                              | DISPATCHER COUNTY_OPERATOR
            GET    /api/dispatch/closures/{id}                         | DISPATCHER COUNTY_OPERATOR
            POST   /api/dispatch/closures/{id}/lift                    | DISPATCHER COUNTY_OPERATOR
            GET    /api/dispatch/stranded                              | DISPATCHER COUNTY_OPERATOR
            GET    /api/dispatch/evacuations                           | DISPATCHER COUNTY_OPERATOR
            GET    /api/dispatch/evacuations/{node}                    | DISPATCHER COUNTY_OPERATOR
            POST   /api/dispatch/evacuations/{node}/stock              | DISPATCHER COUNTY_OPERATOR
            GET    /api/dispatch/nodes                                 | DISPATCHER COUNTY_OPERATOR
            GET    /api/dispatch/nodes/{code}                          | DISPATCHER COUNTY_OPERATOR
            PUT    /api/dispatch/nodes/{code}                          | DISPATCHER COUNTY_OPERATOR
            GET    /api/dispatch/nodes/{code}/closing                  | DISPATCHER COUNTY_OPERATOR
            POST   /api/dispatch/nodes/{code}/steps                    | DISPATCHER COUNTY_OPERATOR
            GET    /api/dispatch/promise                               | DISPATCHER COUNTY_OPERATOR
            GET    /api/dispatch/supply                                | DISPATCHER COUNTY_OPERATOR
            PUT    /api/dispatch/supply                                | DISPATCHER COUNTY_OPERATOR
            GET    /api/dispatch/villages                              | DISPATCHER COUNTY_OPERATOR
            PUT    /api/dispatch/villages/{code}/station               | DISPATCHER COUNTY_OPERATOR
            GET    /api/supplier/purchases                             | SUPPLIER
            POST   /api/supplier/purchases/{purchaseId}/confirmation   | SUPPLIER
            GET    /api/seller/returns                                 | SELLER SHOP_ORDERS
            GET    /api/seller/returns/{requestId}                     | SELLER SHOP_ORDERS
            GET    /api/seller/returns/{requestId}/photos/{photoId}    | SELLER SHOP_ORDERS
            POST   /api/seller/returns/{requestId}/accept              | SELLER SHOP_ORDERS
            POST   /api/seller/returns/{requestId}/decline             | SELLER SHOP_ORDERS
            POST   /api/seller/returns/{requestId}/offer               | SELLER SHOP_ORDERS
            POST   /api/seller/returns/{requestId}/words               | SELLER SHOP_ORDERS
            GET    /api/seller/reviews                                 | SELLER SHOP_ORDERS
            POST   /api/seller/reviews/{reviewId}/reply                | SELLER SHOP_ORDERS
            GET    /api/seller/orders                                  | SELLER SHOP_ORDERS
            GET    /api/seller/dues                                    | SELLER SHOP_MONEY
            GET    /api/seller/webhooks                                | SELLER
            POST   /api/seller/webhooks                                | SELLER
            PATCH  /api/seller/webhooks/{id}                           | SELLER
            DELETE /api/seller/webhooks/{id}                           | SELLER
            POST   /api/seller/webhooks/{id}/secret                    | SELLER
            POST   /api/seller/webhooks/{id}/ping                      | SELLER
            GET    /api/seller/webhooks/{id}/deliveries                | SELLER
            GET    /api/seller/webhooks/{id}/deliveries/{delivery}/attempts | SELLER
            POST   /api/seller/webhooks/{id}/deliveries/{delivery}/replay | SELLER
            GET    /api/seller/catalog/offers.csv                      | SELLER SHOP_GOODS
            GET    /api/seller/catalog/offers.xlsx                     | SELLER SHOP_GOODS
            POST   /api/seller/imports                                 | SELLER SHOP_GOODS
            GET    /api/seller/imports/{importId}                      | SELLER SHOP_GOODS
            GET    /api/seller/listings/defaults                       | SELLER SHOP_GOODS
            POST   /api/seller/listings                                | SELLER SHOP_GOODS
            GET    /api/station/announced-goods                        | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/seller/live                                    | SELLER LIVE_HOST
            POST   /api/seller/live                                    | SELLER LIVE_HOST
            GET    /api/seller/live/{sessionId}                        | SELLER LIVE_HOST
            POST   /api/seller/live/{sessionId}/start                  | SELLER LIVE_HOST
            POST   /api/seller/live/{sessionId}/end                    | SELLER LIVE_HOST
            POST   /api/seller/live/{sessionId}/slots                  | SELLER LIVE_HOST
            POST   /api/seller/live/{sessionId}/slots/{slotId}/on-air  | SELLER LIVE_HOST
            POST   /api/seller/live/{sessionId}/slots/{slotId}/off-air | SELLER LIVE_HOST
            PUT    /api/seller/live/{sessionId}/slots/{slotId}/price   | SELLER LIVE_HOST
            PUT    /api/seller/live/{sessionId}/slots/{slotId}/floor   | SELLER LIVE_HOST
            POST   /api/seller/live/{sessionId}/slots/{slotId}/stock   | SELLER LIVE_HOST
            GET    /api/seller/shops/{shop}/checklist                  | SELLER
            PUT    /api/seller/shops/{shop}/items/{item}               | SELLER
            GET    /api/shop/seller-application                        | signed in
            PUT    /api/shop/seller-application                        | signed in
            PUT    /api/shop/seller-application/items/{item}           | signed in
            POST   /api/shop/seller-application/submit                 | signed in
            GET    /api/county/search-boosts                           | COUNTY_OPERATOR
            PUT    /api/county/search-boosts/{code}                    | COUNTY_OPERATOR
            DELETE /api/county/search-boosts/{code}                    | COUNTY_OPERATOR
            POST   /api/county/box                                     | COUNTY_OPERATOR
            GET    /api/county/search-index                            | COUNTY_OPERATOR
            POST   /api/county/search-index/rebuild                    | COUNTY_OPERATOR
            POST   /api/county/search-index/rebuild/stop               | COUNTY_OPERATOR
            GET    /api/county/search-index/refused                    | COUNTY_OPERATOR
            POST   /api/county/search-index/refused/{offerId}/retry    | COUNTY_OPERATOR
            GET    /api/county/search-words                            | COUNTY_OPERATOR
            PUT    /api/county/search-words/{code}                     | COUNTY_OPERATOR
            DELETE /api/county/search-words/{code}                     | COUNTY_OPERATOR
            GET    /api/county/seller-applications                     | COUNTY_OPERATOR
            GET    /api/county/seller-applications/{id}                | COUNTY_OPERATOR
            POST   /api/county/seller-applications/{id}/approve        | COUNTY_OPERATOR
            POST   /api/county/seller-applications/{id}/decline        | COUNTY_OPERATOR
            GET    /api/county/seller-items                            | COUNTY_OPERATOR
            GET    /api/county/seller-items/{id}/paper                 | COUNTY_OPERATOR
            POST   /api/county/seller-items/{id}/approve               | COUNTY_OPERATOR
            POST   /api/county/seller-items/{id}/decline               | COUNTY_OPERATOR
            GET    /api/county/sellers/{code}                          | COUNTY_OPERATOR
            POST   /api/county/sellers/{code}/suspend                  | COUNTY_OPERATOR
            POST   /api/county/sellers/{code}/reinstate                | COUNTY_OPERATOR
            POST   /api/seller/media                                   | SELLER SHOP_GOODS
            PUT    /api/seller/skus/{skuCode}/offer                    | SELLER SHOP_GOODS
            GET    /api/seller/products                                | SELLER SHOP_GOODS
            GET    /api/seller/products/{code}                         | SELLER SHOP_GOODS
            PUT    /api/seller/products/{code}                         | SELLER SHOP_GOODS
            POST   /api/seller/products/{code}/submit                  | SELLER SHOP_GOODS
            POST   /api/seller/products/{code}/recall                  | SELLER SHOP_GOODS
            POST   /api/seller/products/{code}/withdraw                | SELLER SHOP_GOODS
            GET    /api/seller/products/{code}/changes                 | SELLER SHOP_GOODS
            POST   /api/seller/products/{code}/changes/retract         | SELLER SHOP_GOODS
            POST   /api/seller/offers/{offerId}/publish                | SELLER SHOP_GOODS
            POST   /api/seller/offers/{offerId}/withdraw               | SELLER SHOP_GOODS
            PUT    /api/seller/offers/{offerId}/price                  | SELLER SHOP_GOODS
            GET    /api/seller/promotions                              | SELLER SHOP_GOODS
            POST   /api/seller/promotions                              | SELLER SHOP_GOODS
            POST   /api/seller/promotions/{promotionId}/end            | SELLER SHOP_GOODS
            POST   /api/seller/promotions/{promotionId}/codes          | SELLER SHOP_GOODS
            GET    /api/seller/freight-templates                       | SELLER SHOP_GOODS
            POST   /api/seller/freight-templates                       | SELLER SHOP_GOODS
            POST   /api/seller/freight-templates/file                  | SELLER SHOP_GOODS
            POST   /api/seller/freight-templates/{templateId}/retirement | SELLER SHOP_GOODS
            GET    /api/seller/price-lists                             | SELLER SHOP_GOODS
            POST   /api/seller/price-lists                             | SELLER SHOP_GOODS
            POST   /api/seller/price-lists/{listId}/end                | SELLER SHOP_GOODS
            GET    /api/seller/presales                                | SELLER SHOP_GOODS
            POST   /api/seller/presales                                | SELLER SHOP_GOODS
            POST   /api/seller/presales/{presaleId}/closure            | SELLER SHOP_GOODS
            POST   /api/seller/presales/{presaleId}/forecast           | SELLER SHOP_GOODS
            POST   /api/seller/presales/{presaleId}/delay              | SELLER SHOP_GOODS
            POST   /api/seller/presales/{presaleId}/calling-off        | SELLER SHOP_GOODS
            GET    /api/brand/brands                                   | BRAND_OWNER
            GET    /api/brand/authorizations                           | BRAND_OWNER
            POST   /api/brand/authorizations                           | BRAND_OWNER
            GET    /api/brand/authorizations/{authorizationId}         | BRAND_OWNER
            GET    /api/brand/authorizations/{authorizationId}/certificate | BRAND_OWNER
            PUT    /api/brand/authorizations/{authorizationId}/certificate | BRAND_OWNER
            PUT    /api/brand/authorizations/{authorizationId}/quota   | BRAND_OWNER
            POST   /api/brand/authorizations/{authorizationId}/revoke  | BRAND_OWNER
            POST   /api/brand/authorizations/{authorizationId}/withdraw | BRAND_OWNER
            GET    /api/brand/volumes                                  | BRAND_OWNER
            GET    /api/brand/volumes.csv                              | BRAND_OWNER
            GET    /api/county/brands                                  | COUNTY_OPERATOR
            PUT    /api/county/brands/{brandCode}                      | COUNTY_OPERATOR
            GET    /api/county/brand-authorizations                    | COUNTY_OPERATOR
            GET    /api/county/brand-authorizations/{authorizationId}  | COUNTY_OPERATOR
            GET    /api/county/brand-authorizations/{authorizationId}/certificate | COUNTY_OPERATOR
            POST   /api/county/brand-authorizations/{authorizationId}/approve | COUNTY_OPERATOR
            POST   /api/county/brand-authorizations/{authorizationId}/decline | COUNTY_OPERATOR
            POST   /api/county/brand-authorizations/{authorizationId}/revoke | COUNTY_OPERATOR
            PUT    /api/county/brand-authorizations/{authorizationId}/quota | COUNTY_OPERATOR
            GET    /api/seller/brand-authorizations                    | SELLER SHOP_GOODS
            GET    /api/seller/brand-offers                            | SELLER SHOP_GOODS
            PUT    /api/seller/offers/{offerId}/origin                 | SELLER SHOP_GOODS
            GET    /api/seller/lots                                    | SELLER SHOP_GOODS
            GET    /api/seller/lots/{code}                             | SELLER SHOP_GOODS
            PUT    /api/seller/lots/{code}                             | SELLER SHOP_GOODS
            POST   /api/seller/lots/{code}/inspections                 | SELLER SHOP_GOODS
            POST   /api/seller/lots/{code}/files                       | SELLER SHOP_GOODS
            GET    /api/seller/lots/{code}/files/{sha256}              | SELLER SHOP_GOODS
            PUT    /api/seller/skus/{skuCode}/gtin                     | SELLER SHOP_GOODS
            GET    /api/seller/lots/{code}/tags                        | SELLER SHOP_GOODS
            GET    /api/seller/lots/{lotCode}/reach                    | SELLER SHOP_ORDERS
            GET    /api/seller/products/{code}/registration            | SELLER SHOP_GOODS
            PUT    /api/seller/products/{code}/registration            | SELLER SHOP_GOODS
            GET    /api/seller/inputs/sales                            | SELLER SHOP_ORDERS
            GET    /api/seller/inputs/sales.csv                        | SELLER SHOP_ORDERS
            GET    /api/inspect/inputs/sales                           | INSPECTOR
            GET    /api/inspect/inputs/sales.csv                       | INSPECTOR
            GET    /api/inspect/inputs/sales.xlsx                      | INSPECTOR
            GET    /api/county/inputs/registrations                    | COUNTY_OPERATOR
            PUT    /api/county/inputs/registrations/{code}             | COUNTY_OPERATOR
            POST   /api/county/inputs/registrations/{code}/withdraw    | COUNTY_OPERATOR
            POST   /api/county/inputs/registrations/{code}/reinstate   | COUNTY_OPERATOR
            GET    /api/county/inputs/limits                           | COUNTY_OPERATOR
            POST   /api/county/inputs/limits                           | COUNTY_OPERATOR
            PUT    /api/county/inputs/limits/{limitId}/amount          | COUNTY_OPERATOR
            POST   /api/county/recalls/{lotCode}/drill                 | COUNTY_OPERATOR
            GET    /api/county/recalls/{recallId}/buyers               | COUNTY_OPERATOR

            POST   /api/county/catalog/imports                         | COUNTY_OPERATOR
            GET    /api/county/catalog/imports/{importId}              | COUNTY_OPERATOR
            GET    /api/county/catalog/imports/{importId}/refused.csv  | COUNTY_OPERATOR
            GET    /api/county/catalog/offers.csv                      | COUNTY_OPERATOR
            GET    /api/county/catalog/offers.xlsx                     | COUNTY_OPERATOR
            PUT    /api/county/product-types/{code}                    | COUNTY_OPERATOR
            PUT    /api/county/categories/{code}                       | COUNTY_OPERATOR
            GET    /api/county/products                                | COUNTY_OPERATOR
            GET    /api/county/products/{code}                         | COUNTY_OPERATOR
            POST   /api/county/products/{code}/approve                 | COUNTY_OPERATOR
            POST   /api/county/products/{code}/decline                 | COUNTY_OPERATOR
            POST   /api/county/products/{code}/withdraw                | COUNTY_OPERATOR
            POST   /api/county/products/{code}/reinstate               | COUNTY_OPERATOR
            GET    /api/county/product-changes                         | COUNTY_OPERATOR
            GET    /api/county/product-changes/{changeId}              | COUNTY_OPERATOR
            POST   /api/county/product-changes/{changeId}/approve      | COUNTY_OPERATOR
            POST   /api/county/product-changes/{changeId}/decline      | COUNTY_OPERATOR
            GET    /api/county/carriers                                | COUNTY_OPERATOR
            PUT    /api/county/carriers/{code}                         | COUNTY_OPERATOR
            GET    /api/county/clock                                   | signed in
            POST   /api/county/clock                                   | COUNTY_OPERATOR
            GET    /api/county/audit                                   | COUNTY_OPERATOR
            GET    /api/county/dead-letters                            | COUNTY_OPERATOR
            POST   /api/county/dead-letters/{subscriber}/{eventId}/replay | COUNTY_OPERATOR
            GET    /api/county/flows                                   | COUNTY_OPERATOR
            GET    /api/county/keys                                    | COUNTY_OPERATOR
            POST   /api/county/keys                                    | COUNTY_OPERATOR
            POST   /api/county/keys/{id}/rotate                        | COUNTY_OPERATOR
            DELETE /api/county/keys/{id}                               | COUNTY_OPERATOR
            GET    /api/county/webhooks                                | COUNTY_OPERATOR
            POST   /api/county/webhooks                                | COUNTY_OPERATOR
            PATCH  /api/county/webhooks/{id}                           | COUNTY_OPERATOR
            DELETE /api/county/webhooks/{id}                           | COUNTY_OPERATOR
            POST   /api/county/webhooks/{id}/secret                    | COUNTY_OPERATOR
            POST   /api/county/webhooks/{id}/ping                      | COUNTY_OPERATOR
            GET    /api/county/webhooks/{id}/deliveries                | COUNTY_OPERATOR
            GET    /api/county/webhooks/{id}/deliveries/{delivery}/attempts | COUNTY_OPERATOR
            POST   /api/county/webhooks/{id}/deliveries/{delivery}/replay | COUNTY_OPERATOR
            GET    /api/county/arbitration                             | COUNTY_OPERATOR
            GET    /api/county/arbitration/{requestId}                 | COUNTY_OPERATOR
            GET    /api/county/arbitration/{requestId}/photos/{photoId} | COUNTY_OPERATOR
            POST   /api/county/arbitration/{requestId}/decision        | COUNTY_OPERATOR
            GET    /api/county/reviews                                 | COUNTY_OPERATOR
            GET    /api/county/reviews/{reviewId}                      | COUNTY_OPERATOR
            POST   /api/county/reviews/{reviewId}/hide                 | COUNTY_OPERATOR
            POST   /api/county/reviews/{reviewId}/show                 | COUNTY_OPERATOR
            GET    /api/county/late-shorts                             | COUNTY_OPERATOR
            GET    /api/county/commission-rules                        | COUNTY_OPERATOR
            GET    /api/county/commission-rules/sets                   | COUNTY_OPERATOR
            POST   /api/county/commission-rules/sets                   | COUNTY_OPERATOR
            POST   /api/county/commission-rules/sets/{version}/agreement | COUNTY_OPERATOR
            POST   /api/county/commission-rules/sets/{version}/refusal | COUNTY_OPERATOR
            GET    /api/county/settlement/periods                      | COUNTY_OPERATOR
            POST   /api/county/settlement/periods                      | COUNTY_OPERATOR
            GET    /api/county/settlement/periods/{periodNo}/statements | COUNTY_OPERATOR
            GET    /api/county/settlement/statements/{statementId}/lines | COUNTY_OPERATOR
            GET    /api/county/settlement/statements/{statementId}/file | COUNTY_OPERATOR
            GET    /api/seller/statements                              | SELLER SHOP_MONEY
            GET    /api/seller/statements/{statementId}/lines          | SELLER SHOP_MONEY
            GET    /api/seller/statements/{statementId}/file           | SELLER SHOP_MONEY
            GET    /api/seller/host-statements                         | SELLER LIVE_HOST
            GET    /api/seller/host-statements/{statementId}/lines     | SELLER LIVE_HOST
            GET    /api/seller/host-statements/{statementId}/file      | SELLER LIVE_HOST
            GET    /api/station/statements                             | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/statements/{statementId}/lines         | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/station/statements/{statementId}/file          | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/seller/bank-account                            | SELLER SHOP_MONEY
            PUT    /api/seller/bank-account                            | SELLER SHOP_MONEY
            PUT    /api/seller/host-bank-account                       | SELLER LIVE_HOST
            PUT    /api/station/bank-account                           | STATION_KEEPER
            PUT    /api/county/settlement/carrier-bank-account         | COUNTY_OPERATOR
            GET    /api/county/payouts                                 | COUNTY_OPERATOR
            POST   /api/county/payouts                                 | COUNTY_OPERATOR
            GET    /api/county/payouts/{batchId}                       | COUNTY_OPERATOR
            POST   /api/county/payouts/{batchId}/approval              | COUNTY_OPERATOR
            POST   /api/county/payouts/{batchId}/refusal               | COUNTY_OPERATOR
            POST   /api/county/payouts/{batchId}/file                  | COUNTY_OPERATOR
            POST   /api/county/payouts/{batchId}/lines/{payoutId}/paid | COUNTY_OPERATOR
            POST   /api/county/payouts/{batchId}/lines/{payoutId}/bounced | COUNTY_OPERATOR
            GET    /api/station/cash/remittances                       | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/cash/remittances                       | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/county/settlement/bank-lines                   | COUNTY_OPERATOR
            GET    /api/county/settlement/bank-lines/unmatched         | COUNTY_OPERATOR
            POST   /api/county/settlement/bank-lines/{serial}/remittance | COUNTY_OPERATOR
            PUT    /api/shop/orders/{orderId}/invoice                  | signed in
            GET    /api/shop/orders/{orderId}/invoice                  | signed in
            GET    /api/shop/orders/{orderId}/refund-choice            | signed in
            PUT    /api/shop/orders/{orderId}/refund-choice            | signed in
            POST   /api/county/settlement/invoices                     | COUNTY_OPERATOR
            GET    /api/county/ledger/balances                         | COUNTY_OPERATOR
            GET    /api/county/ledger/journals                         | COUNTY_OPERATOR
            GET    /api/county/bills                                   | COUNTY_OPERATOR
            POST   /api/county/bills/{gateway}/{day}                   | COUNTY_OPERATOR
            POST   /api/county/bills/{gateway}/{day}/fetch             | COUNTY_OPERATOR
            GET    /api/county/held-payments                           | COUNTY_OPERATOR
            GET    /api/county/refused-refunds                         | COUNTY_OPERATOR
            GET    /api/county/money-decisions                         | COUNTY_OPERATOR
            POST   /api/county/money-decisions                         | COUNTY_OPERATOR
            POST   /api/county/money-decisions/{decisionId}/approve    | COUNTY_OPERATOR
            POST   /api/county/money-decisions/{decisionId}/decline    | COUNTY_OPERATOR
            GET    /api/county/money-tickets                           | COUNTY_OPERATOR
            GET    /api/county/money-tickets/{ticketId}                | COUNTY_OPERATOR
            POST   /api/county/money-tickets/{ticketId}/take           | COUNTY_OPERATOR
            POST   /api/county/money-tickets/{ticketId}/notes          | COUNTY_OPERATOR
            POST   /api/county/money-tickets/{ticketId}/resolve        | COUNTY_OPERATOR
            GET    /api/county/looks                                   | COUNTY_OPERATOR
            GET    /api/county/network                                 | COUNTY_OPERATOR
            GET    /api/county/network/build-out                       | COUNTY_OPERATOR
            GET    /api/county/network/build-out.csv                   | COUNTY_OPERATOR
            GET    /api/county/notices                                 | COUNTY_OPERATOR
            GET    /api/county/purchases                               | COUNTY_OPERATOR
            POST   /api/county/purchases                               | COUNTY_OPERATOR
            POST   /api/county/purchases/{purchaseId}/closure          | COUNTY_OPERATOR
            POST   /api/county/purchases/{purchaseId}/approval         | COUNTY_OPERATOR
            GET    /api/county/freight-templates                       | COUNTY_OPERATOR
            POST   /api/county/freight-templates                       | COUNTY_OPERATOR
            POST   /api/county/freight-templates/file                  | COUNTY_OPERATOR
            POST   /api/county/freight-templates/{templateId}/approval | COUNTY_OPERATOR
            POST   /api/county/freight-templates/{templateId}/refusal  | COUNTY_OPERATOR
            POST   /api/county/freight-templates/{templateId}/retirement | COUNTY_OPERATOR
            GET    /api/county/cooperatives/{coopCode}/members         | COUNTY_OPERATOR
            POST   /api/county/cooperatives/{coopCode}/members         | COUNTY_OPERATOR
            DELETE /api/county/cooperatives/{coopCode}/members/{memberId} | COUNTY_OPERATOR
            GET    /api/county/subsidies                               | COUNTY_OPERATOR
            POST   /api/county/subsidies                               | COUNTY_OPERATOR
            POST   /api/county/subsidies/{programmeId}/approval        | COUNTY_OPERATOR
            POST   /api/county/subsidies/{programmeId}/closure         | COUNTY_OPERATOR
            GET    /api/county/subsidies/{programmeId}/applications    | COUNTY_OPERATOR
            POST   /api/county/subsidy-applications/{personId}/approval | COUNTY_OPERATOR
            POST   /api/county/subsidy-applications/{personId}/refusal | COUNTY_OPERATOR
            GET    /api/county/presales                                | COUNTY_OPERATOR
            POST   /api/county/presales/{presaleId}/opening            | COUNTY_OPERATOR
            POST   /api/county/presales/{presaleId}/forecast           | COUNTY_OPERATOR
            POST   /api/county/presales/{presaleId}/closure            | COUNTY_OPERATOR
            POST   /api/county/presales/{presaleId}/calling-off        | COUNTY_OPERATOR
            GET    /api/county/requests                                | COUNTY_OPERATOR
            POST   /api/county/gatherings                              | COUNTY_OPERATOR
            GET    /api/county/promotions                              | COUNTY_OPERATOR
            POST   /api/county/promotions                              | COUNTY_OPERATOR
            POST   /api/county/promotions/{promotionId}/approve        | COUNTY_OPERATOR
            POST   /api/county/promotions/{promotionId}/decline        | COUNTY_OPERATOR
            POST   /api/county/promotions/{promotionId}/end            | COUNTY_OPERATOR
            POST   /api/county/promotions/{promotionId}/codes          | COUNTY_OPERATOR
            GET    /api/county/source-policies                         | COUNTY_OPERATOR
            PUT    /api/county/source-policies/{trade}                 | COUNTY_OPERATOR
            GET    /api/county/trail                                   | COUNTY_OPERATOR
            POST   /api/reserve/reports                                | RESERVE_OFFICER
            PUT    /api/reserve/links/{keyId}                          | RESERVE_AUTHORITY
            DELETE /api/reserve/links/{keyId}                          | RESERVE_AUTHORITY
            GET    /api/reserve/linkage/reports                        | keys only
            GET    /api/reserve/linkage/reports/{reportId}/file.csv    | keys only
            GET    /api/reserve/statements                             | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_AUDITOR RESERVE_HOLDER
            POST   /api/reserve/statements                             | RESERVE_OFFICER
            POST   /api/reserve/statements/runs                        | RESERVE_OFFICER
            GET    /api/reserve/statements/{statementId}               | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_AUDITOR RESERVE_HOLDER
            GET    /api/reserve/statements/{statementId}/days.csv      | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_AUDITOR RESERVE_HOLDER
            GET    /api/reserve/statements/{statementId}/file.xlsx     | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_AUDITOR RESERVE_HOLDER
            GET    /api/reserve/signed-statements.csv                  | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_AUDITOR
            GET    /api/reserve/signed-statements.xlsx                 | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_AUDITOR
            POST   /api/reserve/statements/{statementId}/review        | RESERVE_REVIEWER
            POST   /api/reserve/statements/{statementId}/approval      | RESERVE_AUTHORITY
            POST   /api/reserve/statements/{statementId}/correction    | RESERVE_AUTHORITY
            GET    /api/reserve/fee-terms/rates/{code}                 | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_AUDITOR
            PUT    /api/reserve/fee-terms/rates/{code}                 | RESERVE_AUTHORITY
            GET    /api/reserve/fee-terms/rules                        | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_AUDITOR
            PUT    /api/reserve/fee-terms/rules                        | RESERVE_AUTHORITY
            GET    /api/reserve/prices/map                             | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_AUDITOR
            GET    /api/reserve/prices/map.csv                         | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_AUDITOR
            GET    /api/reserve/prices/curve                           | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_AUDITOR
            GET    /api/reserve/prices/curve.csv                       | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_AUDITOR
            GET    /api/reserve/prices/supply                          | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_AUDITOR
            GET    /api/reserve/prices/inputs                          | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_AUDITOR
            GET    /api/reserve/prices/held                            | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_AUDITOR
            GET    /api/reserve/prices/alerts                          | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_AUDITOR
            POST   /api/reserve/prices/held/{reportId}/decision        | RESERVE_OFFICER RESERVE_REVIEWER
            POST   /api/reserve/prices/alerts/{alertId}/closing        | RESERVE_OFFICER RESERVE_REVIEWER
            POST   /api/reserve/prices/reports                         | RESERVE_OFFICER
            POST   /api/reserve/prices/reports/file                    | RESERVE_OFFICER
            POST   /api/station/price-reports                          | STATION_KEEPER WAREHOUSE_WORKER
            POST   /api/station/price-reports/file                     | STATION_KEEPER WAREHOUSE_WORKER
            GET    /api/reserve/price-watch                            | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_AUDITOR
            PUT    /api/reserve/price-watch/commodities                | RESERVE_AUTHORITY
            PUT    /api/reserve/price-watch/ratios                     | RESERVE_AUTHORITY
            PUT    /api/reserve/price-watch/outlets                    | RESERVE_OFFICER
            PUT    /api/reserve/price-watch/people                     | RESERVE_OFFICER
            PUT    /api/reserve/price-watch/needs                      | RESERVE_OFFICER
            GET    /api/county/verifications                           | COUNTY_OPERATOR
            GET    /api/county/verifications/{verificationId}          | COUNTY_OPERATOR
            POST   /api/county/verifications/{verificationId}/approve  | COUNTY_OPERATOR
            POST   /api/county/verifications/{verificationId}/decline  | COUNTY_OPERATOR
            PUT    /api/county/accounts/{accountId}/suspension         | COUNTY_OPERATOR
            DELETE /api/county/accounts/{accountId}/suspension         | COUNTY_OPERATOR
            DELETE /api/county/accounts/{accountId}/sessions           | COUNTY_OPERATOR
            DELETE /api/county/accounts/{accountId}/second-factor      | COUNTY_OPERATOR
            """;

    private static final List<Door> ALL = Stream.of(TABLE, PageDoors.TABLE)
            .flatMap(String::lines)
            .filter(line -> !line.isBlank())
            .map(Doors::door)
            .toList();

    private Doors() {}

    public static List<Door> all() {
        return ALL;
    }

    private static Door door(String line) {
        String[] columns = line.replace("GIVERS", GIVERS).split("\\|");
        String[] where = columns[0].strip().split(" +");
        String who = columns[1].strip();
        return new Door(where[0], where[1], who.equals(OPEN), roles(who));
    }

    private static Set<Role> roles(String who) {
        return switch (who) {
            case OPEN, KEYS_ONLY -> Set.of();
            // Everybody who is signed in is a consumer.
            case SIGNED_IN -> Set.of(Role.CONSUMER);
            default -> {
                var roles = EnumSet.noneOf(Role.class);
                Arrays.stream(who.split(" +")).map(Role::valueOf).forEach(roles::add);
                yield roles;
            }
        };
    }
}
