/**
 * Bounds on what somebody may ask for: the gentle gate of the open doors (sign-in, search), counted in Redis and here when it
 * is away, and strict limits that are counted in Redis and in the database or not passed at all.
 */
package org.cunlu.kernel.limits;
