/** What a reserve costs: interest, storage and turning by the day, statements that two people sign, and their files. */
package org.cunlu.logistics.reservefees;
