/** Faults that are drawn from a seed, and a proxy that makes those of a line. */
package org.cunlu.bench.faults;
