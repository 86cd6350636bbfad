/** How far it is by road: reckoned, asked of a server of routes, or measured by the county itself. */
package org.cunlu.logistics.roads;
