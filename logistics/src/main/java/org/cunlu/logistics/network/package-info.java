/** The county's nodes, whom they serve and the lines between them: loaded, kept, shown. */
package org.cunlu.logistics.network;
