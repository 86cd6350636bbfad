/** A keeper orders for a villager at his counter (代下单), and links by which the villager pays himself. */
package org.cunlu.orders.assisted;
