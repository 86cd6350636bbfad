/** What a phone needs to trust a server of the local network. */
package org.cunlu.web.trust;
