/** Outside systems are told what happened: signed, tried again, written down, switched off when nobody is there. */
package org.cunlu.accounts.webhook;
