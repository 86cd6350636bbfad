/** One box in which operators find orders, parcels and people of their county: from the database, never from the index. */
package org.cunlu.search.box;
