/** Photos as proof of what was scanned. */
package org.cunlu.logistics.proof;
