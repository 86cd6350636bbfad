/** What the database alone could do, measured beside the app. */
package org.cunlu.bench.limit;
