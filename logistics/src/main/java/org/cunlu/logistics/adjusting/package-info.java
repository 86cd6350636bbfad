/** Writing stock up, down and off, with a second signature above a limit. */
package org.cunlu.logistics.adjusting;
