/** Pages of dispatchers: the day, plans of tours, closures, room of departures. */
package org.cunlu.web.dispatch;
