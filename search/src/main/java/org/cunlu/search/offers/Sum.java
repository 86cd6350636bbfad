package org.cunlu.search.offers;

/** A glance at many offers: as many, and of as high versions in sum, are almost surely the same. */
record Sum(long offers, long versions) {}
