/** Nodes at rest are emptied: what lies there goes on, what is to come goes elsewhere, and what is left is listed. */
package org.cunlu.logistics.evacuation;
