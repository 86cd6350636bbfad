/** catalog. */
package org.cunlu.catalog;
