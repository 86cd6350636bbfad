/** Public routing instances, and how well the planner does on them. */
package org.cunlu.bench.tours;
