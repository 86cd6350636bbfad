package org.cunlu.logistics;

/** A kind of business with suppliers of its own (业务类别). */
public enum Programme {
    /** 消费品 */
    CONSUMER_GOODS,
    /** 农资: seed, fertiliser, pesticide, film */
    FARM_INPUTS,
    /** 储备 */
    RESERVE
}
