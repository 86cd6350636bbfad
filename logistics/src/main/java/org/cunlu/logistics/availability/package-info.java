/** Tells others, such as search, what may be bought where: seconds after the stock has changed, many changes as one. */
package org.cunlu.logistics.availability;
