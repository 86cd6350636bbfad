/** bench. */
package org.cunlu.bench;
