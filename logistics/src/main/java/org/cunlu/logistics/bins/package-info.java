/** Bins of hubs and townships: where they lie, what they are for, in which order they are walked. */
package org.cunlu.logistics.bins;
