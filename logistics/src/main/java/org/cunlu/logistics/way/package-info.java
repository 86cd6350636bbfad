/** Legs of parcels, as planned and as taken, and the dated trips they leave with. */
package org.cunlu.logistics.way;
