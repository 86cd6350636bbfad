/** What people have looked for: their own history, and what many look for. */
package org.cunlu.search.asked;
