/** Pages of the county's operator: what waits for his word, how far the network is built, what flows, what the audit says. */
package org.cunlu.web.county;
