/** What is to come to a node, and the orders that wait for it. */
package org.cunlu.logistics.expected;
