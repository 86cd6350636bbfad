/** A whole day of the county: orders of thousands, carried by the timetable, with what goes wrong on such a day. */
package org.cunlu.app.day;
