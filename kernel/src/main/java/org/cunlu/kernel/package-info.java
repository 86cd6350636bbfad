/** kernel. */
package org.cunlu.kernel;
