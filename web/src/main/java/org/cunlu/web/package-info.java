/** web. */
package org.cunlu.web;
