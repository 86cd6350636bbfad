/** What a trip carries, read from legs, bags and scans. */
package org.cunlu.logistics.aboard;
