/** Rounds of load, and what they come to. */
package org.cunlu.bench.measuring;
