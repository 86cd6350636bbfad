/** Backup of the one truth, and its restoring. Everything else (search, cache, queues) is derived from it. */
package org.cunlu.kernel.backup;
