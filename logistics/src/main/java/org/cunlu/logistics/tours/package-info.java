/**
 * Finds tours: takes strings of stops out of neighbouring tours and puts them back greedily with a little chance, cooling down
 * (Christiaens and Vanden Berghe, Slack Induction by String Removals, 2020), in rounds of which each is twice as long.
 */
package org.cunlu.logistics.tours;
