/** What buyers ask for after they have received: returns, exchanges, claims, refunds without return, and the county's arbitration. */
package org.cunlu.orders.aftersales;
