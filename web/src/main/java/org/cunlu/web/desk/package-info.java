/** What every page with a form needs of the browser that asks for it. */
package org.cunlu.web.desk;
