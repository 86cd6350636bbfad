/** What happens when a promise slips: a new way from where the parcel really is, a reason, and closed roads and nodes. */
package org.cunlu.logistics.slip;
