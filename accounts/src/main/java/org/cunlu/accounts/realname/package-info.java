/** Whose name was checked against a document, by whom and when. */
package org.cunlu.accounts.realname;
