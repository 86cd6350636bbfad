/** Photos that buyers send: drawn anew, kept while something names them. */
package org.cunlu.orders.photos;
