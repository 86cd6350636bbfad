package org.cunlu.accounts;

/** Told within this process when what an account may do has changed, so that nobody goes on with what he remembers. */
public record AuthorityChanged(String accountId) {}
