/** What transfers ship, packed into units. */
package org.cunlu.logistics.goods;
