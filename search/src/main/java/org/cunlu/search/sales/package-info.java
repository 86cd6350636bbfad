/** What was sold of each offer, counted from orders' events, each order once. */
package org.cunlu.search.sales;
