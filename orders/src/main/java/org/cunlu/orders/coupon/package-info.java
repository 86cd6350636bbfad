/** Coupons: claimed by buyers, openly or by a code, used by an order, given back when it is over without a delivery. */
package org.cunlu.orders.coupon;
