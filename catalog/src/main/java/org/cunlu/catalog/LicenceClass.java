package org.cunlu.catalog;

/** What a licence lets its seller sell. */
public enum LicenceClass {
    /** 农药经营许可 */
    PESTICIDE,
    /** 限制使用农药经营许可; lets him sell the other pesticides too */
    RESTRICTED_PESTICIDE,
    /** 种子生产经营许可或备案 */
    SEED,
    /** 肥料: what the county asks of who sells it */
    FERTILISER,
    /** 食品经营许可 */
    FOOD
}
