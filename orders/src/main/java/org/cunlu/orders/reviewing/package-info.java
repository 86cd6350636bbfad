/** Reviews: written by who received, answered by who sold, hidden by the county with a reason, counted for the product. */
package org.cunlu.orders.reviewing;
