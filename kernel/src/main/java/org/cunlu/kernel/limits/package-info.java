/** Bounds on what one address may ask of the open doors: sign-in, search. Counted in Redis, and here when it is away. */
package org.cunlu.kernel.limits;
