/** Small stand-ins for the app. */
package org.cunlu.bench.standin;
