/** When something can be where: earliest arrival over dated departures, searched in memory. */
package org.cunlu.logistics.promise;
