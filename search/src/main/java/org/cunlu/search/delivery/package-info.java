/** When what stands at a node can be in a village, and how far it is. */
package org.cunlu.search.delivery;
