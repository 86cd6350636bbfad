/** One-time codes to phones: sent within limits, guessed at a few times, used once. */
package org.cunlu.accounts.code;
