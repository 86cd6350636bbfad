/** Who may do what, and where: roles with scopes, given and ended. */
package org.cunlu.accounts.grants;
