/** Promotions of shops and of the county: drafted, followed and ended. */
package org.cunlu.web.promotion;
