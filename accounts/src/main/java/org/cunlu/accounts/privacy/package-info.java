/** What people agreed to, what is known of them, who looked at it, and how they are forgotten. */
package org.cunlu.accounts.privacy;
