package org.cunlu.bench.chaos;

/**
 * An order as its buyer's list shows it.
 * @param lifecycle OPEN, COMPLETED, CANCELLED
 * @param payment UNPAID, PAID, REFUND_DUE, REFUNDED …
 */
record Seen(String orderId, String groupId, String lifecycle, String payment) {}
