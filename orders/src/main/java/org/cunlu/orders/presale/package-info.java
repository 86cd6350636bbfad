/** Selling before the harvest: terms, orders, the share of each when it is short, and what is late. */
package org.cunlu.orders.presale;
