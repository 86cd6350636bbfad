/** What text from outside may hold. */
package org.cunlu.kernel.text;
