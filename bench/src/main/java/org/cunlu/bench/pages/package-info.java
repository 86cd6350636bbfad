/** Readers of product pages. */
package org.cunlu.bench.pages;
