/** What the reserve authorities of city and county read: reports by version, through keys that are opened for a level. */
package org.cunlu.logistics.reservelink;
