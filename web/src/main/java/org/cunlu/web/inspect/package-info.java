/** Pages of the inspector: what of controlled farm inputs was sold in his part of the county. */
package org.cunlu.web.inspect;
