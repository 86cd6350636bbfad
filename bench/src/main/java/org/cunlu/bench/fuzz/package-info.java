/** Good, bad and hostile requests at every operation that the API describes, made by chance from a seed, and every answer judged. */
package org.cunlu.bench.fuzz;
