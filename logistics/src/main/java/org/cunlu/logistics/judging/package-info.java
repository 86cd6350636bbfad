/** Reckons plans from the problem alone; knows nothing of how they are found. */
package org.cunlu.logistics.judging;
