/** What waits at stations for its recipients: the codes that open it, who may collect, until when it waits. */
package org.cunlu.logistics.pickup;
