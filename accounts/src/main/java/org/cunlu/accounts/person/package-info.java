/** The people of the county as accounts: taken in, found, shut out; their passwords. */
package org.cunlu.accounts.person;
