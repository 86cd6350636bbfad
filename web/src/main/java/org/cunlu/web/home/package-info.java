/** Settings of the pages. */
package org.cunlu.web.home;
