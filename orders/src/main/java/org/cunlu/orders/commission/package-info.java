/** What selling costs: rules that two persons of the county agree to, and the share of each line by them. */
package org.cunlu.orders.commission;
