package org.cunlu.logistics;

/** Level of government that owns a reserve; the name is the value of scopes LEVEL. In the order in which they are drawn on. */
public enum ReserveLevel {
    COUNTY,
    CITY,
    NATIONAL;

    /** @return 1 and up: county first, then city, then higher */
    public int rank() {
        return ordinal() + 1;
    }
}
