/**
 * The supervisor: a process that starts the servers, watches whoever wanted them, and ends them when nobody is left.
 *
 * <p>Nothing of it runs in the owner's process; the two talk over a loopback socket.
 */
package org.cunlu.devstack.supervision;
