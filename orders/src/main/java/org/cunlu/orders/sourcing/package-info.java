/** Where an order is served from: ordered rules, a policy for each trade, and an exact search. */
package org.cunlu.orders.sourcing;
