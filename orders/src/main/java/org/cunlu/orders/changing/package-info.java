/** Operators change where an order goes, or how much of it, before it is picked: it is priced anew and replaced by another. */
package org.cunlu.orders.changing;
