/** What became of a lot, or of a parcel, from the field to the hand-over: for anybody who has its code, and of nobody. */
package org.cunlu.logistics.trace;
