/** accounts. */
package org.cunlu.accounts;
