/** The pages, which join what the other modules know. */
package org.cunlu.web;
