/** Selling, and who is paid: cart, quote, placing, payment, ledger. */
package org.cunlu.orders;
