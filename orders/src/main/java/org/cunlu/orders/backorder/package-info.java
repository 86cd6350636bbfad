/** Orders that wait for goods which are still to come: when they have come, they go the way of all orders. */
package org.cunlu.orders.backorder;
