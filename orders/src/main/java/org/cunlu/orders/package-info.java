/** orders. */
package org.cunlu.orders;
