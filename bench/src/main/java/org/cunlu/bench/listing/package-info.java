/** A large catalogue, brought by files. */
package org.cunlu.bench.listing;
