/** The words that operators keep: names, groups of words that mean the same, words that say nothing. */
package org.cunlu.search.words;
