/**
 * WeChat Pay, API v3: native payments (a QR code), query, refund, notices and the bill of a day, by its public protocol
 * (docs/adr/0008). Present where its keys are configured, else absent.
 */
package org.cunlu.orders.wechat;
