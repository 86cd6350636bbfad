package org.cunlu.catalog;

/** Farm inputs that may be sold by registration and licence only. */
public enum InputKind {
    /** 农药 */
    PESTICIDE,
    /** 种子 */
    SEED,
    /** 肥料 */
    FERTILISER;

    /** @param restricted of a pesticide, whether it is one of restricted use (限制使用农药) */
    public LicenceClass licence(boolean restricted) {
        return switch (this) {
            case PESTICIDE -> restricted ? LicenceClass.RESTRICTED_PESTICIDE : LicenceClass.PESTICIDE;
            case SEED -> LicenceClass.SEED;
            case FERTILISER -> LicenceClass.FERTILISER;
        };
    }
}
