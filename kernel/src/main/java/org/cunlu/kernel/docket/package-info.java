/** What waits for a word of the county's operator: whoever has such matters says so here, and the pages show them all alike. */
package org.cunlu.kernel.docket;
