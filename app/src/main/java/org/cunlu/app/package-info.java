/** app. */
package org.cunlu.app;
