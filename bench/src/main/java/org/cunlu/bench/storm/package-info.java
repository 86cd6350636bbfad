/** Whether a crowd at the door slows those inside. */
package org.cunlu.bench.storm;
