package org.cunlu.catalog;

/** The county's townships and villages, told by who knows them. */
public interface Areas {
    /** @param code administrative code of 6, 9 or 12 digits */
    boolean exists(String code);
}
