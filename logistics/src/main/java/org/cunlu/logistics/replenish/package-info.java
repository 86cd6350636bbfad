/** How much a node is to have, what should be ordered, what has run out and what does not sell. */
package org.cunlu.logistics.replenish;
