/** How quick promises are, and whether they are right: in process, without an app or a server. */
package org.cunlu.bench.promise;
