package org.cunlu.catalog;

/** How poisonous a pesticide is, as its label says. */
public enum Toxicity {
    /** 微毒 */
    SLIGHT,
    /** 低毒 */
    LOW,
    /** 中等毒 */
    MODERATE,
    /** 高毒 */
    HIGH,
    /** 剧毒 */
    EXTREME
}
