/** What becomes of a buyer's cart, orders and payments when his account is merged into another, shown to him or forgotten. */
package org.cunlu.orders.buyers;
