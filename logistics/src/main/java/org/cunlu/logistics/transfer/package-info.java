/** Goods between two nodes: shipped, in transit, received in parts, lost on record. */
package org.cunlu.logistics.transfer;
