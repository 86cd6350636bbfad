package org.cunlu.app.doors;

/** Every page, and every form that a page sends, written as {@link Doors} writes the API. */
final class PageDoors {
    static final String TABLE = """
            GET    /                                                   | open
            POST   /type-size                                          | open
            GET    /design                                             | open
            POST   /design                                             | open
            GET    /suggest                                            | open
            GET    /place                                              | open
            POST   /place                                              | open
            GET    /place/villages                                     | open
            GET    /goods/{code}                                       | open
            GET    /goods/{code}/reviews                               | open
            GET    /reviews/{reviewId}/report                          | CONSUMER
            POST   /reviews/{reviewId}/report                          | CONSUMER
            GET    /cart                                               | open
            POST   /cart/lines                                         | open
            GET    /live                                               | open
            GET    /live/{sessionId}                                   | open
            POST   /live/{sessionId}/cart                              | CONSUMER
            GET    /live/{sessionId}/order                             | CONSUMER
            POST   /live/{sessionId}/order                             | CONSUMER
            GET    /pay/{token}                                        | open
            POST   /pay/{token}                                        | open
            GET    /checkout                                           | CONSUMER
            POST   /checkout                                           | CONSUMER
            GET    /orders                                             | CONSUMER
            GET    /orders/{orderId}                                   | CONSUMER
            POST   /orders/{orderId}/cancel                            | CONSUMER
            GET    /orders/{orderId}/return                            | CONSUMER
            POST   /orders/{orderId}/return                            | CONSUMER
            GET    /orders/{orderId}/review/{line}                     | CONSUMER
            POST   /orders/{orderId}/review/{line}                     | CONSUMER
            GET    /returns                                            | CONSUMER
            GET    /returns/{requestId}                                | CONSUMER
            GET    /returns/{requestId}/photos/{photoId}               | CONSUMER
            POST   /returns/{requestId}/offer                          | CONSUMER
            POST   /returns/{requestId}/dispute                        | CONSUMER
            POST   /returns/{requestId}/words                          | CONSUMER
            POST   /returns/{requestId}/withdraw                       | CONSUMER
            GET    /orders/groups/{groupId}                            | CONSUMER
            GET    /orders/groups/{groupId}/state                      | CONSUMER
            POST   /orders/groups/{groupId}/pay                        | CONSUMER
            GET    /account                                            | signed in
            POST   /account/devices/sign-out                           | signed in
            POST   /account/devices/sign-out-all                       | signed in
            GET    /account/addresses                                  | CONSUMER
            POST   /account/addresses                                  | CONSUMER
            GET    /account/addresses/new                              | CONSUMER
            GET    /account/addresses/{addressId}                      | CONSUMER
            POST   /account/addresses/{addressId}                      | CONSUMER
            POST   /account/addresses/{addressId}/usual                | CONSUMER
            POST   /account/addresses/{addressId}/removal              | CONSUMER
            POST   /account/addresses/{addressId}/use                  | CONSUMER
            GET    /account/password                                   | signed in
            POST   /account/password                                   | signed in
            GET    /account/phone                                      | signed in
            POST   /account/phone                                      | signed in
            GET    /account/consents                                   | signed in
            POST   /account/consents                                   | signed in
            GET    /account/data                                       | signed in
            POST   /account/data                                       | signed in
            GET    /account/data/file                                  | signed in
            POST   /account/data/file                                  | signed in
            GET    /account/erasure                                    | signed in
            POST   /account/erasure                                    | signed in
            GET    /account/second-factor                              | signed in
            POST   /account/second-factor                              | signed in
            GET    /account/second-factor/{step}                       | signed in
            POST   /account/second-factor/confirm                      | signed in
            POST   /account/second-factor/recovery-codes               | signed in
            POST   /account/second-factor/off                          | signed in
            GET    /account/invitation                                 | signed in
            POST   /account/invitation                                 | signed in
            GET    /account/looks                                      | signed in
            GET    /account/sign-in                                    | open
            POST   /account/sign-in                                    | open
            GET    /account/sign-in/code                               | open
            POST   /account/sign-in/code                               | open
            POST   /account/sign-out                                   | open
            GET    /account/sign-up                                    | open
            POST   /account/sign-up                                    | open
            GET    /account/forgotten                                  | open
            POST   /account/forgotten                                  | open
            GET    /station                                            | STATION_KEEPER WAREHOUSE_WORKER
            GET    /station/gateway                                   | STATION_KEEPER WAREHOUSE_WORKER
            POST   /station/gateway/given                             | STATION_KEEPER WAREHOUSE_WORKER
            POST   /station/gateway/lists                             | STATION_KEEPER WAREHOUSE_WORKER
            POST   /station/gateway/tracking                          | STATION_KEEPER WAREHOUSE_WORKER
            GET    /station/gateway/files/{fileId}                    | STATION_KEEPER WAREHOUSE_WORKER
            GET    /station/gateway/files/{fileId}/refused.csv        | STATION_KEEPER WAREHOUSE_WORKER
            GET    /station/gateway/files/{fileId}/list.pdf           | STATION_KEEPER WAREHOUSE_WORKER
            GET    /station/list                                       | STATION_KEEPER WAREHOUSE_WORKER
            GET    /station/scan                                       | STATION_KEEPER WAREHOUSE_WORKER
            POST   /station/scan                                       | STATION_KEEPER WAREHOUSE_WORKER
            GET    /station/offline                                    | STATION_KEEPER WAREHOUSE_WORKER
            GET    /station/bag                                        | STATION_KEEPER WAREHOUSE_WORKER
            POST   /station/bag                                        | STATION_KEEPER WAREHOUSE_WORKER
            GET    /station/sync                                       | STATION_KEEPER WAREHOUSE_WORKER
            POST   /station/sync                                       | STATION_KEEPER WAREHOUSE_WORKER
            POST   /station/sync/photos                                | STATION_KEEPER WAREHOUSE_WORKER
            GET    /station/sync/codes                                 | STATION_KEEPER WAREHOUSE_WORKER
            GET    /station/pickup                                     | STATION_KEEPER WAREHOUSE_WORKER
            POST   /station/pickup                                     | STATION_KEEPER WAREHOUSE_WORKER
            POST   /station/pickup/handing-over                        | STATION_KEEPER WAREHOUSE_WORKER
            GET    /station/drop-off                                   | STATION_KEEPER WAREHOUSE_WORKER
            POST   /station/drop-off                                   | STATION_KEEPER WAREHOUSE_WORKER
            GET    /station/drop-off/{dropOffId}/photo                 | STATION_KEEPER WAREHOUSE_WORKER
            GET    /station/drop-off/{dropOffId}/label                 | STATION_KEEPER WAREHOUSE_WORKER
            GET    /station/goods-back                                 | STATION_KEEPER WAREHOUSE_WORKER
            POST   /station/goods-back                                 | STATION_KEEPER WAREHOUSE_WORKER
            POST   /station/goods-back/taking                          | STATION_KEEPER WAREHOUSE_WORKER
            GET    /station/goods-back/{barcode}/label                 | STATION_KEEPER WAREHOUSE_WORKER
            GET    /station/inspections                                | STATION_KEEPER WAREHOUSE_WORKER
            GET    /station/inspections/{what}/{barcode}               | STATION_KEEPER WAREHOUSE_WORKER
            POST   /station/inspections/{what}/{barcode}               | STATION_KEEPER WAREHOUSE_WORKER
            GET    /station/waves                                      | STATION_KEEPER WAREHOUSE_WORKER
            POST   /station/waves                                      | STATION_KEEPER WAREHOUSE_WORKER
            GET    /station/waves/{waveId}                             | STATION_KEEPER WAREHOUSE_WORKER
            POST   /station/waves/{waveId}/lists                       | STATION_KEEPER WAREHOUSE_WORKER
            POST   /station/waves/{waveId}/picks/{lineId}              | STATION_KEEPER WAREHOUSE_WORKER
            POST   /station/waves/{waveId}/picks/{lineId}/return       | STATION_KEEPER WAREHOUSE_WORKER
            GET    /station/put-backs                                  | STATION_KEEPER WAREHOUSE_WORKER
            POST   /station/put-backs/{lineId}                         | STATION_KEEPER WAREHOUSE_WORKER
            GET    /station/purchases                                  | STATION_KEEPER WAREHOUSE_WORKER
            GET    /station/purchases/{purchaseId}                     | STATION_KEEPER WAREHOUSE_WORKER
            POST   /station/purchases/{purchaseId}                     | STATION_KEEPER WAREHOUSE_WORKER
            GET    /station/transfers                                  | STATION_KEEPER WAREHOUSE_WORKER
            GET    /station/transfers/{transferId}                     | STATION_KEEPER WAREHOUSE_WORKER
            POST   /station/transfers/{transferId}                     | STATION_KEEPER WAREHOUSE_WORKER
            POST   /station/transfers/{transferId}/units/{barcode}     | STATION_KEEPER WAREHOUSE_WORKER
            GET    /station/put-away                                   | STATION_KEEPER WAREHOUSE_WORKER
            POST   /station/put-away                                   | STATION_KEEPER WAREHOUSE_WORKER
            GET    /station/shifts                                     | STATION_KEEPER WAREHOUSE_WORKER
            POST   /station/shifts                                     | STATION_KEEPER WAREHOUSE_WORKER
            POST   /station/shifts/end                                 | STATION_KEEPER WAREHOUSE_WORKER
            GET    /station/cash                                       | STATION_KEEPER WAREHOUSE_WORKER
            POST   /station/cash                                       | STATION_KEEPER WAREHOUSE_WORKER
            POST   /station/cash/withdrawal                            | STATION_KEEPER WAREHOUSE_WORKER
            GET    /station/orders                                     | STATION_KEEPER
            POST   /station/orders                                     | STATION_KEEPER
            GET    /station/orders/{assistedId}                        | STATION_KEEPER
            POST   /station/orders/{assistedId}/lines                  | STATION_KEEPER
            POST   /station/orders/{assistedId}/abandonment            | STATION_KEEPER
            GET    /station/orders/{assistedId}/till                   | STATION_KEEPER
            POST   /station/orders/{assistedId}/till                   | STATION_KEEPER
            POST   /station/orders/{assistedId}/consent-code           | STATION_KEEPER
            POST   /station/orders/{assistedId}/cash                   | STATION_KEEPER
            POST   /station/orders/{assistedId}/pay-link               | STATION_KEEPER
            GET    /run                                                | DRIVER
            GET    /run/sync                                           | DRIVER
            POST   /run/sync                                           | DRIVER
            POST   /run/sync/photos                                    | DRIVER
            GET    /run/{line}/{date}                                  | DRIVER
            POST   /run/{line}/{date}                                  | DRIVER
            POST   /run/{line}/{date}/cash                             | DRIVER
            GET    /certificates                                       | open
            GET    /trace/{code}                                       | open
            GET    /01/{gtin}/10/{lot}                                 | open
            GET    /cunlu/10/{lot}                                     | open
            GET    /cunlu/21/{barcode}                                 | open
            GET    /reserve                                            | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_HOLDER RESERVE_AUDITOR
            GET    /reserve/lots                                       | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_HOLDER RESERVE_AUDITOR
            GET    /reserve/calendar                                   | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_HOLDER RESERVE_AUDITOR
            GET    /reserve/claims                                     | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_HOLDER RESERVE_AUDITOR
            GET    /reserve/rotate                                     | RESERVE_OFFICER
            POST   /reserve/rotate                                     | RESERVE_OFFICER
            GET    /reserve/rotations/{id}                             | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_HOLDER RESERVE_AUDITOR
            POST   /reserve/rotations/{id}/decision                    | RESERVE_AUTHORITY
            POST   /reserve/rotations/{id}/out                         | RESERVE_OFFICER
            POST   /reserve/rotations/{id}/auction                     | RESERVE_AUTHORITY
            POST   /reserve/rotations/{id}/extension                   | RESERVE_AUTHORITY
            GET    /reserve/claims/{id}                                | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_HOLDER RESERVE_AUDITOR
            POST   /reserve/claims/{id}/making-good                    | RESERVE_AUTHORITY
            POST   /reserve/claims/{id}/restoration                    | RESERVE_OFFICER
            POST   /reserve/claims/{id}/waiver                         | RESERVE_AUTHORITY
            GET    /reserve/releases                                   | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_AUDITOR
            GET    /reserve/propose                                    | RESERVE_OFFICER
            POST   /reserve/propose                                    | RESERVE_OFFICER
            GET    /reserve/releases/{id}                              | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_AUDITOR
            GET    /reserve/releases/{id}/progress                     | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_AUDITOR
            POST   /reserve/releases/{id}/withdrawal                   | RESERVE_OFFICER
            POST   /reserve/releases/{id}/review                       | RESERVE_REVIEWER
            POST   /reserve/releases/{id}/decision                     | RESERVE_AUTHORITY
            GET    /reserve/statements                                 | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_HOLDER RESERVE_AUDITOR
            POST   /reserve/statements                                 | RESERVE_OFFICER
            GET    /reserve/statements/{id}                            | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_HOLDER RESERVE_AUDITOR
            POST   /reserve/statements/{id}/review                     | RESERVE_REVIEWER
            POST   /reserve/statements/{id}/approval                   | RESERVE_AUTHORITY
            GET    /reserve/prices                                     | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_AUDITOR
            GET    /reserve/levels.csv                                 | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_HOLDER RESERVE_AUDITOR
            GET    /reserve/statements/{id}/days.csv                   | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_HOLDER RESERVE_AUDITOR
            GET    /reserve/prices/curve.csv                           | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_AUDITOR
            GET    /reserve/prices/map.csv                             | RESERVE_OFFICER RESERVE_REVIEWER RESERVE_AUTHORITY RESERVE_AUDITOR
            GET    /county/network.csv                                 | COUNTY_OPERATOR
            GET    /county/flows.csv                                   | COUNTY_OPERATOR
            GET    /inspect                                            | INSPECTOR
            POST   /inspect/file                                       | INSPECTOR
            GET    /county                                             | COUNTY_OPERATOR
            GET    /county/network                                     | COUNTY_OPERATOR
            GET    /county/flows                                       | COUNTY_OPERATOR
            GET    /county/audit                                       | COUNTY_OPERATOR
            GET    /county/queues/{kind}                               | COUNTY_OPERATOR
            GET    /county/queues/{kind}/{id}                          | COUNTY_OPERATOR
            GET    /county/queues/{kind}/{id}/scan                     | COUNTY_OPERATOR
            POST   /county/queues/{kind}/{id}/look                     | COUNTY_OPERATOR
            POST   /county/queues/{kind}/{id}                          | COUNTY_OPERATOR
            GET    /county/figures                                     | COUNTY_OPERATOR
            GET    /county/figures/on-time.csv                         | COUNTY_OPERATOR
            GET    /county/figures/driven.csv                          | COUNTY_OPERATOR
            GET    /county/figures/fill.csv                            | COUNTY_OPERATOR
            GET    /county/figures/books.csv                           | COUNTY_OPERATOR
            GET    /county/figures/stock-outs.csv                      | COUNTY_OPERATOR
            GET    /county/roles                                       | COUNTY_OPERATOR
            POST   /county/roles                                       | COUNTY_OPERATOR
            POST   /county/roles/{grantId}/end                         | COUNTY_OPERATOR
            GET    /county/promotions                                  | COUNTY_OPERATOR
            GET    /county/promotions/new                              | COUNTY_OPERATOR
            POST   /county/promotions/new                              | COUNTY_OPERATOR
            GET    /county/promotions/{promotionId}                    | COUNTY_OPERATOR
            POST   /county/promotions/{promotionId}/end                | COUNTY_OPERATOR
            POST   /county/promotions/{promotionId}/codes              | COUNTY_OPERATOR
            GET    /county/imports                                     | COUNTY_OPERATOR
            POST   /county/imports                                     | COUNTY_OPERATOR
            GET    /county/imports/{importId}                          | COUNTY_OPERATOR
            GET    /county/imports/{importId}/progress                 | COUNTY_OPERATOR
            GET    /county/imports/{importId}/faults.csv               | COUNTY_OPERATOR
            GET    /county/imports/{importId}/refused.csv              | COUNTY_OPERATOR
            GET    /county/imports/offers.csv                          | COUNTY_OPERATOR
            GET    /county/imports/offers.xlsx                         | COUNTY_OPERATOR
            GET    /county/recalls                                     | COUNTY_OPERATOR
            POST   /county/recalls                                     | COUNTY_OPERATOR
            POST   /county/recalls/reach                               | COUNTY_OPERATOR
            GET    /county/recalls/{recallId}                          | COUNTY_OPERATOR
            GET    /county/recalls/{recallId}/buyers                   | COUNTY_OPERATOR
            POST   /county/recalls/{recallId}/lifting                  | COUNTY_OPERATOR
            GET    /county/settlement                                 | COUNTY_OPERATOR
            POST   /county/settlement                                 | COUNTY_OPERATOR
            GET    /county/settlement/progress                        | COUNTY_OPERATOR
            GET    /county/settlement/{periodNo}                      | COUNTY_OPERATOR
            GET    /county/settlement/{periodNo}/file                 | COUNTY_OPERATOR
            GET    /county/settlement/statements/{statementId}        | COUNTY_OPERATOR
            GET    /county/settlement/statements/{statementId}/file   | COUNTY_OPERATOR
            GET    /county/commission                                 | COUNTY_OPERATOR
            GET    /county/commission/draft                           | COUNTY_OPERATOR
            POST   /county/commission/draft                           | COUNTY_OPERATOR
            GET    /county/commission/{version}                       | COUNTY_OPERATOR
            GET    /county/payouts                                    | COUNTY_OPERATOR
            POST   /county/payouts                                    | COUNTY_OPERATOR
            GET    /county/payouts/{batchId}                          | COUNTY_OPERATOR
            POST   /county/payouts/{batchId}/file                     | COUNTY_OPERATOR
            POST   /county/payouts/{batchId}/lines/{payoutId}         | COUNTY_OPERATOR
            GET    /county/payments                                   | COUNTY_OPERATOR
            POST   /county/payments                                   | COUNTY_OPERATOR
            GET    /county/orders                                     | COUNTY_OPERATOR
            POST   /county/orders                                     | COUNTY_OPERATOR
            GET    /county/orders/{orderId}                           | COUNTY_OPERATOR
            POST   /county/orders/{orderId}/difference                | COUNTY_OPERATOR
            POST   /county/orders/{orderId}/changes                   | COUNTY_OPERATOR
            GET    /county/carriers                                   | COUNTY_OPERATOR
            GET    /county/carriers/{code}                            | COUNTY_OPERATOR
            POST   /county/carriers/{code}                            | COUNTY_OPERATOR
            GET    /county/serving                                    | COUNTY_OPERATOR
            POST   /county/serving/{trade}                            | COUNTY_OPERATOR
            GET    /county/webhooks                                   | COUNTY_OPERATOR
            POST   /county/webhooks                                   | COUNTY_OPERATOR
            GET    /county/webhooks/{id}                              | COUNTY_OPERATOR
            POST   /county/webhooks/{id}                              | COUNTY_OPERATOR
            POST   /county/webhooks/{id}/state                        | COUNTY_OPERATOR
            POST   /county/webhooks/{id}/secret                       | COUNTY_OPERATOR
            POST   /county/webhooks/{id}/ping                         | COUNTY_OPERATOR
            POST   /county/webhooks/{id}/removal                      | COUNTY_OPERATOR
            GET    /county/webhooks/{id}/deliveries/{deliveryId}      | COUNTY_OPERATOR
            POST   /county/webhooks/{id}/deliveries/{deliveryId}/replay| COUNTY_OPERATOR
            GET    /county/bills                                      | COUNTY_OPERATOR
            POST   /county/bills                                      | COUNTY_OPERATOR
            POST   /county/bills/fetch                                | COUNTY_OPERATOR
            GET    /county/bank                                       | COUNTY_OPERATOR
            POST   /county/bank                                       | COUNTY_OPERATOR
            POST   /county/bank/{serial}                              | COUNTY_OPERATOR
            GET    /county/words                                       | COUNTY_OPERATOR
            GET    /county/words/{code}                                | COUNTY_OPERATOR
            POST   /county/words/{code}                                | COUNTY_OPERATOR
            POST   /county/words/{code}/removal                        | COUNTY_OPERATOR
            GET    /county/boosts                                      | COUNTY_OPERATOR
            GET    /county/boosts/{code}                               | COUNTY_OPERATOR
            POST   /county/boosts/{code}                               | COUNTY_OPERATOR
            POST   /county/boosts/{code}/removal                       | COUNTY_OPERATOR
            GET    /county/search-index                                | COUNTY_OPERATOR
            GET    /county/search-index/progress                       | COUNTY_OPERATOR
            POST   /county/search-index/rebuild                        | COUNTY_OPERATOR
            POST   /county/search-index/stop                           | COUNTY_OPERATOR
            POST   /county/search-index/refused/{offerId}              | COUNTY_OPERATOR
            GET    /dispatch                                           | DISPATCHER COUNTY_OPERATOR
            POST   /dispatch/plans                                     | DISPATCHER COUNTY_OPERATOR
            POST   /dispatch/reports                                   | DISPATCHER COUNTY_OPERATOR
            GET    /dispatch/plans/{plan}                              | DISPATCHER COUNTY_OPERATOR
            GET    /dispatch/plans/{plan}/trial                        | DISPATCHER COUNTY_OPERATOR
            GET    /dispatch/plans/{plan}/beside                       | DISPATCHER COUNTY_OPERATOR
            POST   /dispatch/plans/{plan}/edits                        | DISPATCHER COUNTY_OPERATOR
            POST   /dispatch/plans/{plan}/publication                  | DISPATCHER COUNTY_OPERATOR
            POST   /dispatch/plans/{plan}/searches                     | DISPATCHER COUNTY_OPERATOR
            POST   /dispatch/searches/{search}/end                     | DISPATCHER COUNTY_OPERATOR
            GET    /dispatch/searches/{search}/events                  | DISPATCHER COUNTY_OPERATOR
            GET    /dispatch/closures                                  | DISPATCHER COUNTY_OPERATOR
            POST   /dispatch/closures                                  | DISPATCHER COUNTY_OPERATOR
            GET    /dispatch/closures/{id}                             | DISPATCHER COUNTY_OPERATOR
            POST   /dispatch/closures/{id}/lift                        | DISPATCHER COUNTY_OPERATOR
            GET    /dispatch/departures                                | DISPATCHER COUNTY_OPERATOR
            GET    /dispatch/departures/{line}/{day}                   | DISPATCHER COUNTY_OPERATOR
            POST   /dispatch/departures/{line}/{day}                   | DISPATCHER COUNTY_OPERATOR
            GET    /dispatch/trips/{line}/{day}                        | DISPATCHER COUNTY_OPERATOR
            POST   /dispatch/trips/{line}/{day}                        | DISPATCHER COUNTY_OPERATOR
            GET    /dispatch/adjustments                               | DISPATCHER COUNTY_OPERATOR
            GET    /dispatch/adjustments/{adjustmentId}                | DISPATCHER COUNTY_OPERATOR
            POST   /dispatch/adjustments/{adjustmentId}/decision       | DISPATCHER COUNTY_OPERATOR
            GET    /dispatch/nodes                                     | DISPATCHER COUNTY_OPERATOR
            GET    /dispatch/evacuations                              | DISPATCHER COUNTY_OPERATOR
            GET    /dispatch/evacuations/{node}                       | DISPATCHER COUNTY_OPERATOR
            GET    /dispatch/evacuations/{node}/progress              | DISPATCHER COUNTY_OPERATOR
            POST   /dispatch/evacuations/{node}/stock                 | DISPATCHER COUNTY_OPERATOR
            GET    /dispatch/nodes/{code}                              | DISPATCHER COUNTY_OPERATOR
            POST   /dispatch/nodes/{code}                              | DISPATCHER COUNTY_OPERATOR
            GET    /dispatch/nodes/{code}/closing                      | DISPATCHER COUNTY_OPERATOR
            POST   /dispatch/nodes/{code}/steps                        | DISPATCHER COUNTY_OPERATOR
            GET    /dispatch/vehicles                                  | DISPATCHER COUNTY_OPERATOR
            GET    /dispatch/vehicles/new                              | DISPATCHER COUNTY_OPERATOR
            POST   /dispatch/vehicles/new                              | DISPATCHER COUNTY_OPERATOR
            GET    /dispatch/vehicles/{code}                           | DISPATCHER COUNTY_OPERATOR
            POST   /dispatch/vehicles/{code}                           | DISPATCHER COUNTY_OPERATOR
            GET    /dispatch/lines                                     | DISPATCHER COUNTY_OPERATOR
            POST   /dispatch/lines                                     | DISPATCHER COUNTY_OPERATOR
            GET    /dispatch/lines/new                                 | DISPATCHER COUNTY_OPERATOR
            GET    /dispatch/lines/{line}                              | DISPATCHER COUNTY_OPERATOR
            POST   /dispatch/lines/{line}                              | DISPATCHER COUNTY_OPERATOR
            GET    /seller                                             | SELLER LIVE_HOST SHOP_GOODS SHOP_ORDERS SHOP_MONEY
            GET    /supplier                                           | SUPPLIER
            GET    /supplier/{purchaseId}                              | SUPPLIER
            POST   /supplier/{purchaseId}                              | SUPPLIER
            GET    /seller/papers                                      | SELLER
            GET    /seller/papers/{code}                               | SELLER
            POST   /seller/papers/{code}                               | SELLER
            GET    /seller/goods                                       | SELLER SHOP_GOODS
            GET    /seller/goods/new                                   | SELLER SHOP_GOODS
            POST   /seller/goods/new                                   | SELLER SHOP_GOODS
            GET    /seller/goods/{offerId}                             | SELLER SHOP_GOODS
            POST   /seller/goods/{offerId}/price                       | SELLER SHOP_GOODS
            POST   /seller/goods/{offerId}/withdraw                    | SELLER SHOP_GOODS
            POST   /seller/goods/{offerId}/publish                     | SELLER SHOP_GOODS
            GET    /seller/brands                                      | SELLER SHOP_GOODS
            GET    /seller/promotions                                  | SELLER SHOP_GOODS
            GET    /seller/promotions/new                              | SELLER SHOP_GOODS
            POST   /seller/promotions/new                              | SELLER SHOP_GOODS
            GET    /seller/promotions/{promotionId}                    | SELLER SHOP_GOODS
            POST   /seller/promotions/{promotionId}/end                | SELLER SHOP_GOODS
            POST   /seller/promotions/{promotionId}/codes              | SELLER SHOP_GOODS
            GET    /seller/orders                                      | SELLER SHOP_ORDERS
            GET    /seller/orders/labels                               | SELLER SHOP_ORDERS
            GET    /seller/orders/{orderId}/label                      | SELLER SHOP_ORDERS
            GET    /seller/returns                                     | SELLER SHOP_ORDERS
            GET    /seller/returns/{requestId}                         | SELLER SHOP_ORDERS
            GET    /seller/returns/{requestId}/photos/{photoId}        | SELLER SHOP_ORDERS
            POST   /seller/returns/{requestId}/accept                  | SELLER SHOP_ORDERS
            POST   /seller/returns/{requestId}/offer                   | SELLER SHOP_ORDERS
            POST   /seller/returns/{requestId}/decline                 | SELLER SHOP_ORDERS
            POST   /seller/returns/{requestId}/words                   | SELLER SHOP_ORDERS
            GET    /seller/reviews                                     | SELLER SHOP_ORDERS
            POST   /seller/reviews/{reviewId}/reply                    | SELLER SHOP_ORDERS
            GET    /seller/live                                        | SELLER LIVE_HOST
            GET    /seller/live-plan                                   | SELLER LIVE_HOST
            POST   /seller/live-plan                                   | SELLER LIVE_HOST
            GET    /seller/live/{sessionId}                            | SELLER LIVE_HOST
            GET    /seller/live/{sessionId}/figures                    | SELLER LIVE_HOST
            POST   /seller/live/{sessionId}/start                      | SELLER LIVE_HOST
            POST   /seller/live/{sessionId}/end                        | SELLER LIVE_HOST
            GET    /seller/live/{sessionId}/slots/new                  | SELLER LIVE_HOST
            POST   /seller/live/{sessionId}/slots/new                  | SELLER LIVE_HOST
            POST   /seller/live/{sessionId}/slots/{slotId}/on-air      | SELLER LIVE_HOST
            POST   /seller/live/{sessionId}/slots/{slotId}/off-air     | SELLER LIVE_HOST
            POST   /seller/live/{sessionId}/slots/{slotId}/price       | SELLER LIVE_HOST
            POST   /seller/live/{sessionId}/slots/{slotId}/stock       | SELLER LIVE_HOST
            GET    /seller/money                                       | SELLER SHOP_MONEY LIVE_HOST
            GET    /seller/money/{statementId}                         | SELLER SHOP_MONEY LIVE_HOST
            GET    /seller/money/{statementId}/file                    | SELLER SHOP_MONEY LIVE_HOST
            GET    /brand                                              | BRAND_OWNER
            GET    /brand/new                                          | BRAND_OWNER
            POST   /brand/new                                          | BRAND_OWNER
            GET    /brand/rights/{id}                                  | BRAND_OWNER
            GET    /brand/rights/{id}/certificate                      | BRAND_OWNER
            POST   /brand/rights/{id}/certificate                      | BRAND_OWNER
            POST   /brand/rights/{id}/withdraw                         | BRAND_OWNER
            POST   /brand/rights/{id}/revoke                           | BRAND_OWNER
            POST   /brand/rights/{id}/quota                            | BRAND_OWNER
            """;

    private PageDoors() {}
}
