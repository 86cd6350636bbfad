/** Sign-in by others who know people: OpenID Connect and WeChat, behind one port. */
package org.cunlu.accounts.provider;
