/** Price lists of sellers: other prices of a piece for a channel, for many pieces, for members of a co-operative. */
package org.cunlu.orders.pricelist;
