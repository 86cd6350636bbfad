package org.cunlu.catalog;

/** What a seller is. */
public enum SellerKind {
    /** 农户 */
    FARMER,
    /** 合作社 */
    COOPERATIVE,
    /** 品牌企业 */
    BRAND_COMPANY,
    /** 村级服务站自营 */
    STATION_SHOP,
    /** 供货企业: consumer goods and farm inputs */
    GOODS_SUPPLIER
}
