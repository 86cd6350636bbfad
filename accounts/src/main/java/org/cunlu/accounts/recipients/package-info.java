/** To whom goods are handed: kept sealed, found by id, by phone or by name. */
package org.cunlu.accounts.recipients;
