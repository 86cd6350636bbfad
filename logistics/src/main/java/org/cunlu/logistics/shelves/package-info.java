/** How full stations are, beside the register of parcels. */
package org.cunlu.logistics.shelves;
