/** RSA signatures of services outside: whose they are, and ours to them. */
package org.cunlu.kernel.signing;
