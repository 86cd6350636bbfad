/** Refunds that are paid out in cash at a station's counter, from their owner's balance and its keeper's drawer. */
package org.cunlu.orders.cashrefund;
