/** Stock: levels, the movements that explain them, what orders hold, quantities by lot, and counts. */
package org.cunlu.logistics.stock;
