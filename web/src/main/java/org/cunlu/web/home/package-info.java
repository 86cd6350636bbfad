/** The first page: what is sold, and the network at a glance. */
package org.cunlu.web.home;
