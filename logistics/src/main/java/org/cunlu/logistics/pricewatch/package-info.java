/** Prices and stock as stations and outlets report them day by day, and thresholds that open a proposal to release reserve. */
package org.cunlu.logistics.pricewatch;
