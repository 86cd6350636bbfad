/** Loads the running app over HTTP from a process of its own, and measures beside it what its database could do. */
package org.cunlu.bench;
