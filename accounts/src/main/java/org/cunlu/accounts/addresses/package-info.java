/** Where people have their goods sent: kept sealed, each account's for itself. */
package org.cunlu.accounts.addresses;
