/** Identity of lots. */
package org.cunlu.catalog.lot;
