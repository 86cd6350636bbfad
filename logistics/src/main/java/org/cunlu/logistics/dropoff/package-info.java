/** What villagers and sellers hand in at a station: weighed, graded, labelled, and booked or refused. */
package org.cunlu.logistics.dropoff;
