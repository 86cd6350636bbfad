/** Whether exactly what there is gets sold when more want it than there is. */
package org.cunlu.bench.rush;
