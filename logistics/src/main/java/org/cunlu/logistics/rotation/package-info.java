/** Rotation (轮换): old lots of the reserve go to the sale side, new ones come. See docs/reserve.md. */
package org.cunlu.logistics.rotation;
