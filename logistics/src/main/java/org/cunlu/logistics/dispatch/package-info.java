/** Tours of a depot and day: what is to be carried, planned by jobs, changed by dispatchers, published, driven and compared. */
package org.cunlu.logistics.dispatch;
