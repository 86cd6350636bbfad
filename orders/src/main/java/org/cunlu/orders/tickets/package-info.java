/** What is not right with money, who sees to it, and what became of it. */
package org.cunlu.orders.tickets;
