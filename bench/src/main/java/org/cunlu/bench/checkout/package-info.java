/** How many orders a second the running app accepts. */
package org.cunlu.bench.checkout;
