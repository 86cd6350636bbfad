/** Gateways' bills of a day, compared with payments, refunds and the books; what differs becomes a ticket. */
package org.cunlu.orders.reconciling;
