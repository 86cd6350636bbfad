/**
 * Alipay: payments by QR code (precreate), query, refund, notices and the bill of a day, by its public protocol
 * (docs/adr/0008). Present where its keys are configured, else absent.
 */
package org.cunlu.orders.alipay;
