/** What statements of fees and releases of a reserve take. */
package org.cunlu.bench.reserve;
