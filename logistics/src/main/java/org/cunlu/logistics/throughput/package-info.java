/** How much each worker got done, hour by hour. */
package org.cunlu.logistics.throughput;
