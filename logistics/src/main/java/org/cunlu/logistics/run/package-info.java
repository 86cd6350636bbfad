/** Runs: a dated trip as its crew drives it, what it hands over and takes, and how late it is. */
package org.cunlu.logistics.run;
