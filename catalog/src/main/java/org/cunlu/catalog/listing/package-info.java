/** A product, its SKU, offer and picture in one act, with what the shop said before as defaults. */
package org.cunlu.catalog.listing;
