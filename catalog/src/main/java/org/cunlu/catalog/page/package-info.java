/** A product as buyers read it: in three statements, and from memory for less than a second. */
package org.cunlu.catalog.page;
