/** Releases of reserve stock (动用令): proposed, reviewed, approved, shared out among villages, carried there, handed out, refilled. */
package org.cunlu.logistics.release;
