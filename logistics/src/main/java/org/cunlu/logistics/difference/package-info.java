/** What is short, over or damaged at a hand-over: opened, answered for, closed with a reason. */
package org.cunlu.logistics.difference;
