/** How goods are found: index, query, suggestions. Always behind the database, never the truth. */
package org.cunlu.search;
