/** Invoices: to whom a buyer wants an order invoiced, and the data of it for the tax platform. */
package org.cunlu.orders.invoicing;
