/** The register of vehicles. */
package org.cunlu.logistics.vehicle;
