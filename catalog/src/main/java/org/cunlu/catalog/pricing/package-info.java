/** Every price there was. */
package org.cunlu.catalog.pricing;
