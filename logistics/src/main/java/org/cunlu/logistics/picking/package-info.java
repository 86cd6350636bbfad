/** Waves of parcels that must make one departure; what is picked for them, line by line, and what is found short. */
package org.cunlu.logistics.picking;
