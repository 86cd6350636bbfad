/** Live selling: hosts plan sessions, put slots on air, change prices and stock; what buyers take of a slot is counted. */
package org.cunlu.orders.live;
