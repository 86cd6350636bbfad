/** What orders take of the quotas of regional brands and give back, and what of it is true in the books. */
package org.cunlu.orders.branding;
