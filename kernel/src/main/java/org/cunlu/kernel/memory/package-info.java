/** What may be remembered for a moment instead of being asked of the database at every request. */
package org.cunlu.kernel.memory;
