/** Purchase orders to suppliers, and what came against them. */
package org.cunlu.logistics.purchase;
