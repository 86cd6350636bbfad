/** Who is there: accounts, passwords, sessions and tokens. */
package org.cunlu.accounts.signin;
