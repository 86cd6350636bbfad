/** Parcels as they stand, for those who work with them: where they are, where they go, what is in them. */
package org.cunlu.logistics.register;
