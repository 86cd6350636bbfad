/** Cash that is taken for parcels: the drawer of each node, and how it comes in from there. */
package org.cunlu.logistics.cash;
