package org.cunlu.web.account;

/**
 * Somebody looked at my data.
 * @param viewer account id
 * @param what in words
 * @param why as he gave it
 */
public record LookLine(String at, String viewer, String what, String why) {}
