/** Money of releases of the reserve: what their level owes for sale stock, and what villages pay. */
package org.cunlu.orders.relief;
