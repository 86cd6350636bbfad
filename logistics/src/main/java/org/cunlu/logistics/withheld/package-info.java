/** What must not be sold any more: lots that have expired, and lots that are called back (召回). */
package org.cunlu.logistics.withheld;
