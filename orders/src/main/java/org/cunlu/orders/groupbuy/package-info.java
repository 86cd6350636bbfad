/** Group buys (拼团): so many buyers find together in time and have a price, or all have their money back. */
package org.cunlu.orders.groupbuy;
