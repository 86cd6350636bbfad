/** Whether a live slot sells exactly what it has when thousands want it at once. */
package org.cunlu.bench.live;
