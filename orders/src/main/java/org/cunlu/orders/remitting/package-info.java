/** Cash from the drawer to the bank: remittances, the bank's lines, and how much a keeper may have. */
package org.cunlu.orders.remitting;
