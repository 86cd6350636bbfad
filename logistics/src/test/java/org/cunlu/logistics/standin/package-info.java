/** What logistics asks of others, answered from memory; taken only by tests that set {@code logistics.stand-ins}. */
package org.cunlu.logistics.standin;
