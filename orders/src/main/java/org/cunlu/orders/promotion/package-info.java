/** Promotions: what they take off, who pays, their budgets; item and order promotions as steps of the price. */
package org.cunlu.orders.promotion;
