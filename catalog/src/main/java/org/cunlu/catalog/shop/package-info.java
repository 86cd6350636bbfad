/** How somebody becomes a seller and stays one: application, papers with their ends, the county's word, suspension. */
package org.cunlu.catalog.shop;
