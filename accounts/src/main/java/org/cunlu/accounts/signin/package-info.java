/** Ways in: by password, with guesses counted. */
package org.cunlu.accounts.signin;
