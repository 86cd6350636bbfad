/** What bag a packed parcel goes into, and what is to be loaded on a departure. */
package org.cunlu.logistics.sorting;
