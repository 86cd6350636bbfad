/** devstack. */
package org.cunlu.devstack;
