/** Pages of a driver: today's trips, the next stop, what is handed over and collected there. */
package org.cunlu.web.run;
