/** Who bought of a lot that is called back is told. */
package org.cunlu.orders.recalling;
