/** Pages of a station and a warehouse: what is to be done today, scanning, the counter, cash. */
package org.cunlu.web.station;
