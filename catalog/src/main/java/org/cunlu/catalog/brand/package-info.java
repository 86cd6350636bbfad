/** Regional brands: who may bear their names, for goods from where, how much of it and how long; and who says so. */
package org.cunlu.catalog.brand;
