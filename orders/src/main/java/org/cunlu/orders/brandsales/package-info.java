/** What was sold under regional brands, for those who hold them. */
package org.cunlu.orders.brandsales;
