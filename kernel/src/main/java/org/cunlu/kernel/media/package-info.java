/** Pictures that people send: known by their first bytes, measured before they are decoded, drawn anew. */
package org.cunlu.kernel.media;
