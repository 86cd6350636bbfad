/** A county's own goods and sellers, loaded from a file: read, checked, compared, written. */
package org.cunlu.catalog.loading;
