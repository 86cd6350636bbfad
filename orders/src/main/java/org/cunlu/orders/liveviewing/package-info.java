/** What viewers of live sessions see, pushed to them as it changes. */
package org.cunlu.orders.liveviewing;
