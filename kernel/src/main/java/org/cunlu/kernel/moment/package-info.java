/** Named moments of acts, at which a rehearsal halts the process and a test lets a rival run; otherwise nothing happens there. */
package org.cunlu.kernel.moment;
