/** logistics. */
package org.cunlu.logistics;
