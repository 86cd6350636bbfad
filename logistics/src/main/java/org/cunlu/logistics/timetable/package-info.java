/** Dispatchers change when lines go and what they take, from a day on. */
package org.cunlu.logistics.timetable;
