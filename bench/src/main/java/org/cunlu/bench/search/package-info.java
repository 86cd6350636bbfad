/** A county with very many goods, and how fast they are found. */
package org.cunlu.bench.search;
