/** What people of a station, a township or the hub call from their pages and scanners. */
package org.cunlu.logistics.station;
