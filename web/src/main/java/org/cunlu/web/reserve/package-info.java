/** Pages of the reserve: what is there, what must turn, what is released, what is paid, what prices do. */
package org.cunlu.web.reserve;
