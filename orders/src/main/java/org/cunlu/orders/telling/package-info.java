/** What outside systems are told of orders. */
package org.cunlu.orders.telling;
