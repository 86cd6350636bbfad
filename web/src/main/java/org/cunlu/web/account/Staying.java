package org.cunlu.web.account;

/** What stays of somebody who is forgotten, and why, in the language of the page. */
public record Staying(String what, String why) {}
