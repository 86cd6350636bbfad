package org.cunlu.kernel.caller;

/** What somebody is to the network. The table of roles, scopes and API branches stands in docs/architecture.md. */
public enum Role {
    CONSUMER,
    STATION_KEEPER,
    WAREHOUSE_WORKER,
    DRIVER,
    DISPATCHER,
    SELLER,
    LIVE_HOST,
    /** Keeps a shop's goods: products, offers, lots. */
    SHOP_GOODS,
    /** Sees to a shop's orders. */
    SHOP_ORDERS,
    /** Sees what a shop is owed. */
    SHOP_MONEY,
    BRAND_OWNER,
    SUPPLIER,
    RESERVE_OFFICER,
    RESERVE_REVIEWER,
    RESERVE_AUTHORITY,
    RESERVE_HOLDER,
    RESERVE_AUDITOR,
    INSPECTOR,
    COUNTY_OPERATOR
}
