/** Where goods come from, as a page: what a code on a box leads to. */
package org.cunlu.web.trace;
