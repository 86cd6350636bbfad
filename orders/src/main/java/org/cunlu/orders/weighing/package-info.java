/** Goods that are paid for as they weigh: paid ahead for the most, weighed while they are picked, settled when they are packed. */
package org.cunlu.orders.weighing;
