/** Receipts and shipments on papers that were wrong: taken back by linked acts, corrected, signed by a second person above the limit. */
package org.cunlu.logistics.correcting;
