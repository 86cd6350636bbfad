/** What came home: the goods of parcels that nobody took, inspected piece by piece and put back into the stock as what they are. */
package org.cunlu.logistics.homecoming;
