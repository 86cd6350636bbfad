/**
 * A payment gateway to develop against. It stands for the world outside: it keeps its own books, answers when it likes,
 * signs what it says, and repeats it until it is heard. Our own code meets it only through its adapter.
 */
package org.cunlu.orders.sandbox;
