/** Sales of controlled farm inputs: purposes, limits of a season, and the ledger that inspectors read. */
package org.cunlu.orders.inputs;
