/** How much goes which way through the county. */
package org.cunlu.logistics.flow;
