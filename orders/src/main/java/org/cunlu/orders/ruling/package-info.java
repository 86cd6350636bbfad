/** Asks all the rules of placing, one after another. */
package org.cunlu.orders.ruling;
