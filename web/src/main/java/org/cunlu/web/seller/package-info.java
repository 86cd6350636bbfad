/** Pages of shops: goods, orders to hand in, live sessions, money. */
package org.cunlu.web.seller;
