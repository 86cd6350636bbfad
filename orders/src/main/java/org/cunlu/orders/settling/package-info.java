/** Statements: what each party is owed and why, period by period. */
package org.cunlu.orders.settling;
