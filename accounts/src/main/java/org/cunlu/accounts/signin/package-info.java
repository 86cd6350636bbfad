/** Ways in: by password with guesses counted, by code; forgotten password, changed password and phone. */
package org.cunlu.accounts.signin;
