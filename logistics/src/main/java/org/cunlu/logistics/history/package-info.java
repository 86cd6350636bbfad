/** What happened to parcels, read as one log. */
package org.cunlu.logistics.history;
