/** What carriage costs the buyer by templates of sellers and of the county. */
package org.cunlu.orders.freighting;
