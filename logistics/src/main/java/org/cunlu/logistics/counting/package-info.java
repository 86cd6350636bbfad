/** Counting what stands at a node: blind, frozen while it is done, again where it differs much. */
package org.cunlu.logistics.counting;
