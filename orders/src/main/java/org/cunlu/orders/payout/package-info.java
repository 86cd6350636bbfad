/** Payouts: from statements to batches that two persons agree to, to the bank and back. */
package org.cunlu.orders.payout;
