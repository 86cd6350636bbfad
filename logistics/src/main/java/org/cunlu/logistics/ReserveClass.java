package org.cunlu.logistics;

/** What a reserve is of (重要物资). */
public enum ReserveClass {
    /** 原粮 */
    GRAIN,
    /** 成品粮: rice, flour */
    FINISHED_GRAIN,
    /** 食用油 */
    OIL,
    /** 肉 */
    MEAT,
    /** 种子 */
    SEED,
    /** 化肥 */
    FERTILISER,
    /** 农药 */
    PESTICIDE,
    /** 农膜 */
    FILM
}
