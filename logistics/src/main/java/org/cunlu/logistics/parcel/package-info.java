/** Parcels, the bags they lie in, and the scans that hand them from one holder to the next. */
package org.cunlu.logistics.parcel;
