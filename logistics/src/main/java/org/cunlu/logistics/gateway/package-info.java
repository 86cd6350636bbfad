/** Gateways: parcels given to carriers with their waybills, and what carriers tell of them by file. */
package org.cunlu.logistics.gateway;
