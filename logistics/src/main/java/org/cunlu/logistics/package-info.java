/** Where things are and how they move: network, stock, promise and legs, parcels, bags, trips, stations. */
package org.cunlu.logistics;
