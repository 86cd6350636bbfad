/** Offers as they are read, and what a seller changes of his own. */
package org.cunlu.catalog.offering;
