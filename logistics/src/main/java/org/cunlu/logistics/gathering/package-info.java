/** Collective purchase (集采集配): what stations ask for, gathered, ordered once, and passed on at the hub. */
package org.cunlu.logistics.gathering;
