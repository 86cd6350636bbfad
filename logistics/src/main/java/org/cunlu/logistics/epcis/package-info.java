/** Events of goods by GS1's EPCIS 2.0: asked for, read from the history of parcels; and handed in by others, kept as theirs. */
package org.cunlu.logistics.epcis;
