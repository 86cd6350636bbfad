/** What the county wants to be found sooner: data with dates, changed by operators, each change traced. */
package org.cunlu.search.boosts;
