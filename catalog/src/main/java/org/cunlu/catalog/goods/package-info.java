/** A product's life: written by its seller, looked at by the county, published, changed by proposals, withdrawn. */
package org.cunlu.catalog.goods;
