/** Registrations of pesticides, seeds and fertilisers. */
package org.cunlu.catalog.inputs;
