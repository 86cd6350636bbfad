/** What outside systems are told of parcels. */
package org.cunlu.logistics.telling;
