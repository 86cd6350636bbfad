/** The page that shows every part that pages are made of. */
package org.cunlu.web.parts;
