/** search. */
package org.cunlu.search;
