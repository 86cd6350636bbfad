/** Lots that are called back: what holds them, where it is, and that it goes no further. */
package org.cunlu.logistics.recall;
