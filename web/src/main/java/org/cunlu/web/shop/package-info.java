/** The shop: finding, buying, following and giving back, for everybody, on a phone first. */
package org.cunlu.web.shop;
