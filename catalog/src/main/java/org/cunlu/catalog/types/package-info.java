/** The kinds of products with their attributes, and the tree of categories: what the county lays down before anything is sold. */
package org.cunlu.catalog.types;
