/** How a buyer speaks to the app over HTTP, as cheaply as can be. */
package org.cunlu.bench.calling;
