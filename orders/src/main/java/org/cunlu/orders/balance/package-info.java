/** What people have with the county, which changes with a cause and never goes below zero. */
package org.cunlu.orders.balance;
