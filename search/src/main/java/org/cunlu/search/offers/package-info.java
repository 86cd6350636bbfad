/** The index of offers: fed by events, mended by itself, asked by words. */
package org.cunlu.search.offers;
