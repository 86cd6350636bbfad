/** Room on dated departures: who holds how much of it, what is left, and who must give way when it shrinks. */
package org.cunlu.logistics.departure;
