/** Pages of one's own account: ways in, devices, second factor, one's data. They go by the same doors as the API. */
package org.cunlu.web.account;
