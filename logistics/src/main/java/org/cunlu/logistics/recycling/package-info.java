/** What people bring back to be recycled, and how it goes up from the stations. */
package org.cunlu.logistics.recycling;
