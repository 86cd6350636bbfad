/** Changing the keys of sealed columns while the county works. */
package org.cunlu.kernel.keys;
