/** Labels of parcels and bags and lists of trips, as PDF and for label printers (ZPL). */
package org.cunlu.logistics.label;
