/** Takes scans in: who made one, whether it was answered before, and the memory of its answer. */
package org.cunlu.logistics.scanning;
