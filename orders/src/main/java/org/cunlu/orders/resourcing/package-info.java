/** Pieces that were missing when they were picked, served from another node by a sister of the order. */
package org.cunlu.orders.resourcing;
