/** Refusals as pages, for people. */
package org.cunlu.web.refusal;
