package org.cunlu.catalog;

/** How goods must be kept. HAZARDOUS (pesticide) never shares a bag or compartment with the others. */
public enum StorageClass {
    DRY,
    CHILLED,
    HAZARDOUS
}
