/** Who is signed in, with which device, and what a request may do: sessions, tokens, standings. */
package org.cunlu.accounts.session;
