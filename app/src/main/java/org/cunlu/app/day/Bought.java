package org.cunlu.app.day;

import org.cunlu.app.play.Person;

/**
 * An order that was accepted.
 * @param number rank among all orders of the day, the same for the same seed
 */
record Bought(Errand errand, Person buyer, String order, int number) {}
