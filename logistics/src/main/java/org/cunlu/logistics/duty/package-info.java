/** Who works where. */
package org.cunlu.logistics.duty;
