/** What is sold and by whom: products, SKUs, brands, sellers, offers with list prices, identity of lots. */
package org.cunlu.catalog;
