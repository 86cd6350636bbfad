/** Pictures that sellers send: drawn anew in three sizes, kept in the database, shown by hash. */
package org.cunlu.catalog.pictures;
