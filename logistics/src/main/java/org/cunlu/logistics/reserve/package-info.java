/** The reserve: programmes, holdings, lots, what comes and goes, and what holders owe. See docs/reserve.md. */
package org.cunlu.logistics.reserve;
