/** Goods that buyers hand in after they had them: taken in at any station, brought home, inspected by lot and owner. */
package org.cunlu.logistics.returning;
