/** The second factor: enrolled, asked for anew at each powerful act, reset by two operators. */
package org.cunlu.accounts.stepup;
